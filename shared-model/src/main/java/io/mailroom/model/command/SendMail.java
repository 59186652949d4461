package io.mailroom.model.command;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Send one mail from the mailbox behind {@code connection}.
 *
 * @param sendAt not before this time; it does not hold up other commands of the mailbox
 * @param expiresAt from this time on it is not begun any more
 */
public record SendMail(
        CommandKey key,
        ConnectionId connection,
        List<Recipient> to,
        List<Recipient> cc,
        List<Recipient> bcc,
        List<Recipient> replyTo,
        String subject,
        MailBody body,
        Importance importance,
        List<Attachment> attachments,
        @Nullable Instant sendAt,
        @Nullable Instant expiresAt)
        implements MailCommand {
    public static final String TYPE = "io.mailroom.mail.send.v1";

    public SendMail {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(importance, "importance");
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
        attachments = List.copyOf(attachments);
    }

    /** At once, and as long as it takes. */
    public SendMail(
            CommandKey key,
            ConnectionId connection,
            List<Recipient> to,
            List<Recipient> cc,
            List<Recipient> bcc,
            List<Recipient> replyTo,
            String subject,
            MailBody body,
            Importance importance,
            List<Attachment> attachments) {
        this(key, connection, to, cc, bcc, replyTo, subject, body, importance, attachments, null, null);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
