package io.mailroom.worker.decode;

import io.mailroom.model.command.MailCommand;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.worker.journal.PayloadHash;

/** What a record turned out to be. */
public sealed interface Decoded {
    /** A command that can be carried out. */
    record Accepted(MailCommand command, PayloadHash payload) implements Decoded {}

    /** A command that says who asks, but not what can be done. */
    record Rejected(CommandRef command, Ending.Rejected ending) implements Decoded {}

    /** No CloudEvent with a source and an id can be read, so there is nobody to answer to. */
    record Undecodable(String code, String reason) implements Decoded {}
}
