package io.mailroom.model.command;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import java.util.List;
import java.util.Objects;

/** Send one mail from the mailbox behind {@code connection}. */
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
        List<Attachment> attachments)
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

    @Override
    public String type() {
        return TYPE;
    }
}
