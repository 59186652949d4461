package io.mailroom.systemtests;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Commands as an ERP backend would publish them. */
final class Mails {
    private static final String ALEX = "alex@contoso.example";

    private Mails() {}

    static SendMail to(String recipient, ConnectionId connection, String id, String subject, Attachment... files) {
        return mail(recipient, connection, id, subject).attachments(files).build();
    }

    /** The id is the subject as well, so that the mail is recognised where it was submitted. */
    static SendMail of(ConnectionId connection, String id, Attachment... files) {
        return to(ALEX, connection, id, id, files);
    }

    /** Sent not before one time and not after the other. */
    static SendMail timed(ConnectionId connection, String id, @Nullable Instant sendAt, @Nullable Instant expiresAt) {
        return mail(ALEX, connection, id, id)
                .sendAt(sendAt)
                .expiresAt(expiresAt)
                .build();
    }

    private static SendMail.Builder mail(String recipient, ConnectionId connection, String id, String subject) {
        return SendMail.builder(new CommandKey("/erp", id), connection, subject, new MailBody.PlainText("Please pay."))
                .to(new Recipient(new MailboxAddress(recipient), null));
    }
}
