package io.mailroom.model.command;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;

/** A command that was understood. Its key and its connection are all that the pipeline needs to line it up. */
public sealed interface MailCommand permits SendMail, SyncMail {
    CommandKey key();

    ConnectionId connection();

    /** The CloudEvents type under which it came. */
    String type();
}
