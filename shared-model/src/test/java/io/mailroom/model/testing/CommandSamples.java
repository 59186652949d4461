package io.mailroom.model.testing;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands as an ERP backend would write them. */
public final class CommandSamples {
    public static final ConnectionId CONNECTION = new ConnectionId("c-7Qm2vXh4TzKp9LwA");
    public static final CommandKey SEND_KEY = new CommandKey("/erp/sales", "invoice-2026-1001");
    public static final CommandKey SYNC_KEY = new CommandKey("/erp/sales", "sync-2026-11-23T10:20");

    private CommandSamples() {}

    public static SendMail fullSend() {
        return SendMail.builder(
                        SEND_KEY,
                        CONNECTION,
                        "Invoice 2026-1001",
                        new MailBody.Html("<p>Good day,</p><p>here is invoice 2026-1001.</p><img src=\"cid:logo\">"))
                .to(recipient("berta@fabrikam.example", "Berta Example"))
                .cc(List.of(recipient("orders@fabrikam.example", null)))
                .bcc(List.of(recipient("archive@contoso.example", null)))
                .replyTo(List.of(recipient("sales@contoso.example", "Contoso Sales")))
                .importance(Importance.HIGH)
                .attachments(
                        new Attachment(
                                "invoice-2026-1001.txt", "text/plain", bytes("Total: 120.00 EUR\n"), false, null),
                        new Attachment("logo.svg", "image/svg+xml", bytes("<svg/>"), true, "logo"))
                .build();
    }

    public static SendMail shortSend() {
        return SendMail.builder(
                        new CommandKey("/erp/sales", "reminder-2026-0007"),
                        CONNECTION,
                        "A reminder",
                        new MailBody.PlainText("Invoice 2026-1001 is due tomorrow."))
                .to(recipient("berta@fabrikam.example", null))
                .build();
    }

    public static SendMail laterSend() {
        return SendMail.builder(
                        new CommandKey("/erp/sales", "reminder-2026-0008"),
                        CONNECTION,
                        "A reminder",
                        new MailBody.PlainText("Invoice 2026-1001 is due today."))
                .to(recipient("berta@fabrikam.example", null))
                .sendAt(Instant.parse("2026-11-24T07:00:00Z"))
                .expiresAt(Instant.parse("2026-11-24T17:00:00Z"))
                .build();
    }

    public static CancelCommand cancel() {
        return new CancelCommand(
                new CommandKey("/erp/sales", "never-mind-1"),
                CONNECTION,
                new CommandKey("/erp/sales", "reminder-2026-0008"));
    }

    public static SyncMail sync() {
        return new SyncMail(SYNC_KEY, CONNECTION, SyncMail.INBOX);
    }

    static Recipient recipient(String address, @Nullable String name) {
        return new Recipient(new MailboxAddress(address), name);
    }

    private static AttachmentBytes bytes(String text) {
        return AttachmentBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
