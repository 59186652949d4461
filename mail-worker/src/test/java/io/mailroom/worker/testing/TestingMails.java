package io.mailroom.worker.testing;

import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.util.List;

/** Mails to send where it does not matter what they say. */
public final class TestingMails {
    private TestingMails() {}

    public static SendMail invoice(CommandKey command, ConnectionId connection) {
        return new SendMail(
                command,
                connection,
                List.of(new Recipient(new MailboxAddress("alex@contoso.example"), null)),
                List.of(),
                List.of(),
                List.of(),
                "Invoice",
                new MailBody.PlainText("Please pay."),
                Importance.NORMAL,
                List.of());
    }
}
