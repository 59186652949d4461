package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.command.CommandType;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.ForeignText;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.record.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A pure function from a record to what it asks for. It throws nothing, whatever the bytes are. */
public final class CommandDecoder {
    private CommandDecoder() {}

    public static Decoded decode(RawRecord record) {
        CloudEvent event;
        CommandKey key;
        try {
            event = event(record);
            key = new CommandKey(event.getSource().toString(), event.getId());
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever a parser says may quote the mail: only its kind is passed on.
            return new Decoded.Undecodable(
                    "NOT_A_CLOUDEVENT",
                    "The record is no CloudEvent 1.0 with an id and a source, in binary or structured mode ("
                            + e.getClass().getSimpleName() + ").");
        }
        return new Envelope(record, key, ForeignText.line(event.getType(), Limits.EVENT_TYPE)).open(event.getData());
    }

    private static CloudEvent event(RawRecord record) {
        var headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.name(), header.value()));
        return KafkaMessageFactory.createReader(headers, record.value()).toEvent();
    }

    /** A command that has a name; from here on every complaint is a result. */
    private record Envelope(RawRecord record, CommandKey key, String type) {
        Decoded open(@Nullable CloudEventData content) {
            CommandType known = CommandType.of(type).orElse(null);
            if (known == null) {
                return rejected(null, ResultCode.UNKNOWN_TYPE, "No command of this CloudEvents type is known.", null);
            }
            if (content == null) {
                return rejected(null, ResultCode.MALFORMED_JSON, "The command has no data.", null);
            }
            byte[] bytes = content.toBytes();
            if (bytes.length > Limits.COMMAND_BYTES) {
                return rejected(
                        null, ResultCode.TOO_LARGE, "The data is over " + Limits.COMMAND_BYTES + " bytes.", null);
            }
            return parse(known, bytes);
        }

        private Decoded parse(CommandType known, byte[] bytes) {
            JsonNode data;
            try {
                data = MailJson.read(bytes);
            } catch (IOException e) {
                return rejected(
                        null,
                        ResultCode.MALFORMED_JSON,
                        "The data is not JSON, or an object in it names a member twice.",
                        null);
            }
            if (!data.isObject()) {
                return rejected(null, ResultCode.MALFORMED_JSON, "The data is not a JSON object.", null);
            }
            String connection = data.path("connectionId").textValue();
            try {
                MailCommand command = command(known, new Fields(data, ""));
                return new Decoded.Accepted(command, PayloadHash.of(type, data));
            } catch (FieldProblem problem) {
                return rejected(connection, problem.code(), problem.sentence(), problem.field());
            }
        }

        private MailCommand command(CommandType known, Fields data) throws FieldProblem {
            ConnectionId connection = connection(data);
            if (record.key() == null || !connection.value().equals(new String(record.key(), StandardCharsets.UTF_8))) {
                throw new FieldProblem(
                        ResultCode.KEY_MISMATCH,
                        "/connectionId",
                        "The key of the record must be the connection id, or the order of a mailbox is lost.");
            }
            return switch (known) {
                case SEND -> SendDecoder.decode(key, connection, data);
                case SYNC -> SyncDecoder.decode(key, connection, data);
                case CANCEL -> CancelDecoder.decode(key, connection, data);
            };
        }

        private static ConnectionId connection(Fields data) throws FieldProblem {
            String value = data.text("connectionId", ConnectionId.LONGEST);
            try {
                return new ConnectionId(value);
            } catch (IllegalArgumentException e) {
                throw FieldProblem.invalid("/connectionId", "must be a connection id as auth-service gave it");
            }
        }

        private Decoded rejected(@Nullable String connection, ResultCode code, String message, @Nullable String field) {
            boolean usable = connection != null && ConnectionId.fits(connection);
            return new Decoded.Rejected(key, type, usable ? connection : null, code, message, field);
        }
    }
}
