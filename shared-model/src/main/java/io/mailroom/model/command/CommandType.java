package io.mailroom.model.command;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types of commands. Whoever switches over them has no {@code default}, so that a new one does not compile until it has
 * its place everywhere.
 */
public enum CommandType {
    SEND(SendMail.TYPE, SendMail.class),
    SYNC(SyncMail.TYPE, SyncMail.class),
    CANCEL(CancelCommand.TYPE, CancelCommand.class);

    private final String type;
    private final Class<? extends MailCommand> command;

    CommandType(String type, Class<? extends MailCommand> command) {
        this.type = type;
        this.command = command;
    }

    /** @return nothing if no command is of that CloudEvents type */
    public static Optional<CommandType> of(String type) {
        return Stream.of(values()).filter(each -> each.type.equals(type)).findFirst();
    }

    /** The CloudEvents type. */
    public String type() {
        return type;
    }

    public Class<? extends MailCommand> command() {
        return command;
    }
}
