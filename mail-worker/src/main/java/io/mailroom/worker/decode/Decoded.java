package io.mailroom.worker.decode;

import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.PayloadHash;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be. */
public sealed interface Decoded {
    /** A command that can be carried out. */
    record Accepted(MailCommand command, PayloadHash payload) implements Decoded {}

    /**
     * A command that says who asks, but not what can be done.
     *
     * @param connection what stands in the command as its connection, if anything usable does
     * @param field JSON pointer into the data, or absent if no single field is at fault
     */
    record Rejected(
            CommandKey key,
            String type,
            @Nullable String connection,
            ResultCode code,
            String message,
            @Nullable String field)
            implements Decoded {}

    /** No CloudEvent with a source and an id can be read, so there is nobody to answer to. */
    record Undecodable(String code, String reason) implements Decoded {}
}
