package io.mailroom.model.command;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;

/** Announce what is new in one folder since the last sync of that folder. */
public record SyncMail(CommandKey key, ConnectionId connection, String folder) implements MailCommand {
    public static final String TYPE = "io.mailroom.mail.sync.v1";

    /** Graph's well-known name of the folder that a sync reads unless told otherwise. */
    public static final String INBOX = "inbox";

    @Override
    public String type() {
        return TYPE;
    }
}
