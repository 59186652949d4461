package io.mailroom.systemtests;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands as an ERP backend would publish them. */
final class Mails {
    private Mails() {}

    static SendMail to(String recipient, ConnectionId connection, String id, String subject, Attachment... files) {
        return new SendMail(
                new CommandKey("/erp", id),
                connection,
                List.of(new Recipient(new MailboxAddress(recipient), null)),
                List.of(),
                List.of(),
                List.of(),
                subject,
                new MailBody.PlainText("Please pay."),
                Importance.NORMAL,
                List.of(files));
    }

    /** The id is the subject as well, so that the mail is recognised where it was submitted. */
    static SendMail of(ConnectionId connection, String id, Attachment... files) {
        return to("alex@contoso.example", connection, id, id, files);
    }

    /** Sent not before one time and not after the other. */
    static SendMail timed(ConnectionId connection, String id, @Nullable Instant sendAt, @Nullable Instant expiresAt) {
        SendMail mail = of(connection, id);
        return new SendMail(
                mail.key(),
                mail.connection(),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.replyTo(),
                mail.subject(),
                mail.body(),
                mail.importance(),
                mail.attachments(),
                sendAt,
                expiresAt);
    }
}
