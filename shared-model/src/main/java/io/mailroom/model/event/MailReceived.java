package io.mailroom.model.event;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import org.jspecify.annotations.Nullable;

/**
 * A mail that stands in a folder and was not announced before. It names the mail and holds none of its text.
 *
 * @param graphMessageId immutable id, good for the life of the mail in this mailbox
 */
public record MailReceived(
        ConnectionId connectionId,
        MailboxAddress mailbox,
        String folder,
        String graphMessageId,
        MailHeaders headers,
        boolean hasAttachments,
        @Nullable String importance,
        boolean isRead) {
    public static final String TYPE = "io.mailroom.mail.received.v1";
}
