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
import io.mailroom.model.result.CommandRef;
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
        String type = ForeignText.line(event.getType(), Limits.EVENT_TYPE);
        String connection = null;
        try {
            CommandType known = CommandType.of(type)
                    .orElseThrow(() -> new CommandProblem(
                            ResultCode.UNKNOWN_TYPE, null, "No command of this CloudEvents type is known."));
            JsonNode data = data(event.getData());
            connection = data.path("connectionId").textValue();
            MailCommand command = command(known, key, record, new Fields(data, ""));
            return new Decoded.Accepted(command, PayloadHash.of(type, data));
        } catch (CommandProblem problem) {
            return new Decoded.Rejected(new CommandRef(key, type, connection, record.ref()), problem.ending());
        }
    }

    private static CloudEvent event(RawRecord record) {
        var headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.name(), header.value()));
        return KafkaMessageFactory.createReader(headers, record.value()).toEvent();
    }

    private static JsonNode data(@Nullable CloudEventData content) throws CommandProblem {
        if (content == null) {
            throw CommandProblem.malformed("The command has no data.");
        }
        byte[] bytes = content.toBytes();
        if (bytes.length > Limits.COMMAND_BYTES) {
            throw new CommandProblem(
                    ResultCode.TOO_LARGE, null, "The data is over " + Limits.COMMAND_BYTES + " bytes.");
        }
        JsonNode data;
        try {
            data = MailJson.read(bytes);
        } catch (IOException e) {
            throw CommandProblem.malformed("The data is not JSON, or an object in it names a member twice.");
        }
        if (!data.isObject()) {
            throw CommandProblem.malformed("The data is not a JSON object.");
        }
        return data;
    }

    private static MailCommand command(CommandType known, CommandKey key, RawRecord record, Fields data)
            throws CommandProblem {
        ConnectionId connection = connection(data);
        if (record.key() == null || !connection.value().equals(new String(record.key(), StandardCharsets.UTF_8))) {
            throw new CommandProblem(
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

    private static ConnectionId connection(Fields data) throws CommandProblem {
        String value = data.text("connectionId", ConnectionId.LONGEST);
        if (!ConnectionId.fits(value)) {
            throw CommandProblem.invalid("/connectionId", "must be a connection id as auth-service gave it");
        }
        return new ConnectionId(value);
    }
}
