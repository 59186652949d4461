package io.mailroom.stack.demo;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.nio.charset.StandardCharsets;

/** The invoice that the demo sends. */
final class DemoMail {
    private DemoMail() {}

    static String subject(String run) {
        return "Invoice 2026-" + run;
    }

    static SendMail of(CommandKey key, ConnectionId connection, String to, String run) {
        byte[] file = "item;amount\nConsulting;1200.00\n".getBytes(StandardCharsets.UTF_8);
        return SendMail.builder(
                        key,
                        connection,
                        subject(run),
                        new MailBody.Html("<p>Dear Alex,</p><p>please find the invoice attached.</p><p>Adele</p>"))
                .to(new Recipient(new MailboxAddress(to), "Alex Wilber"))
                .attachments(new Attachment("invoice.csv", "text/csv", AttachmentBytes.copyOf(file), false, null))
                .build();
    }
}
