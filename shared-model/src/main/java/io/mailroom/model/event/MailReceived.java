package io.mailroom.model.event;

import io.mailroom.model.command.Recipient;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail that stands in a folder and was not announced before. It names the mail and holds none of its text.
 *
 * @param graphMessageId immutable id, good for the life of the mail in this mailbox
 * @param recipientsLeftOut how many more the mail has than {@code to} and {@code cc} name
 */
public record MailReceived(
        ConnectionId connectionId,
        MailboxAddress mailbox,
        String folder,
        String graphMessageId,
        @Nullable String internetMessageId,
        @Nullable String conversationId,
        @Nullable String subject,
        @Nullable Recipient from,
        List<Recipient> to,
        List<Recipient> cc,
        int recipientsLeftOut,
        @Nullable Instant receivedAt,
        boolean hasAttachments,
        @Nullable String importance,
        boolean isRead) {
    public static final String TYPE = "io.mailroom.mail.received.v1";

    public MailReceived {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(graphMessageId, "graphMessageId");
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }
}
