package io.mailroom.model.command;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;

/** Call back a command of the same mailbox that was not begun yet. */
public record CancelCommand(CommandKey key, ConnectionId connection, CommandKey target) implements MailCommand {
    public static final String TYPE = "io.mailroom.mail.cancel.v1";

    @Override
    public String type() {
        return TYPE;
    }
}
