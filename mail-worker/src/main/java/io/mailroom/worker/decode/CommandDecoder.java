package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.CommandType;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;

/** A pure function from a record to what it asks for. It throws nothing, whatever the bytes are. */
public final class CommandDecoder {
    private CommandDecoder() {}

    public static Decoded decode(RawRecord record) {
        Envelope envelope;
        CommandKey key;
        try {
            envelope = Envelope.of(record);
            key = envelope.key();
        } catch (CommandProblem problem) {
            return new Decoded.Undecodable(
                    "NOT_A_CLOUDEVENT",
                    "The record is no CloudEvent 1.0 with an id and a source, in binary mode or structured as JSON. "
                            + problem.ending().message());
        }
        String connection = null;
        try {
            CommandType type = envelope.type();
            JsonNode data = envelope.data();
            connection = data.path("connectionId").textValue();
            MailCommand command = command(type, key, record, new Fields(data, ""));
            return new Decoded.Accepted(command, PayloadHash.of(type.type(), data));
        } catch (CommandProblem problem) {
            var ref = new CommandRef(key, envelope.printableType(), connection, record.ref());
            return new Decoded.Rejected(ref, problem.ending());
        }
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
