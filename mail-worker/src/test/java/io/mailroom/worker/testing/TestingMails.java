package io.mailroom.worker.testing;

import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;

/** Mails to send where it does not matter what they say. */
public final class TestingMails {
    private TestingMails() {}

    public static SendMail invoice(CommandKey command, ConnectionId connection) {
        return SendMail.builder(command, connection, "Invoice", new MailBody.PlainText("Please pay."))
                .to(new Recipient(new MailboxAddress("alex@contoso.example"), null))
                .build();
    }
}
