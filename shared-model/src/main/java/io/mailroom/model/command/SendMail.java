package io.mailroom.model.command;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import java.time.Instant;
import java.util.List;
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
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
        attachments = List.copyOf(attachments);
    }

    /** To nobody yet, at once, and as long as it takes. */
    public static Builder builder(CommandKey key, ConnectionId connection, String subject, MailBody body) {
        return new Builder(key, connection, subject, body);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** What a mail must have is given first; the rest by name. */
    public static final class Builder {
        private final CommandKey key;
        private final ConnectionId connection;
        private final String subject;
        private final MailBody body;
        private List<Recipient> to = List.of();
        private List<Recipient> cc = List.of();
        private List<Recipient> bcc = List.of();
        private List<Recipient> replyTo = List.of();
        private Importance importance = Importance.NORMAL;
        private List<Attachment> attachments = List.of();
        private @Nullable Instant sendAt;
        private @Nullable Instant expiresAt;

        private Builder(CommandKey key, ConnectionId connection, String subject, MailBody body) {
            this.key = key;
            this.connection = connection;
            this.subject = subject;
            this.body = body;
        }

        public Builder to(Recipient... recipients) {
            return to(List.of(recipients));
        }

        public Builder to(List<Recipient> recipients) {
            this.to = recipients;
            return this;
        }

        public Builder cc(List<Recipient> recipients) {
            this.cc = recipients;
            return this;
        }

        public Builder bcc(List<Recipient> recipients) {
            this.bcc = recipients;
            return this;
        }

        public Builder replyTo(List<Recipient> recipients) {
            this.replyTo = recipients;
            return this;
        }

        public Builder importance(Importance level) {
            this.importance = level;
            return this;
        }

        public Builder attachments(Attachment... files) {
            return attachments(List.of(files));
        }

        public Builder attachments(List<Attachment> files) {
            this.attachments = files;
            return this;
        }

        public Builder sendAt(@Nullable Instant time) {
            this.sendAt = time;
            return this;
        }

        public Builder expiresAt(@Nullable Instant time) {
            this.expiresAt = time;
            return this;
        }

        public SendMail build() {
            return new SendMail(
                    key, connection, to, cc, bcc, replyTo, subject, body, importance, attachments, sendAt, expiresAt);
        }
    }
}
