package io.mailroom.model.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import java.util.List;

/** Writes the data of commands, as an ERP backend publishes it. */
public final class CommandJson {
    private CommandJson() {}

    public static ObjectNode data(MailCommand command) {
        return switch (command) {
            case SendMail send -> send(send);
            case SyncMail sync ->
                MailJson.object().put("connectionId", sync.connection().value()).put("folder", sync.folder());
            case CancelCommand cancel ->
                MailJson.object()
                        .put("connectionId", cancel.connection().value())
                        .put("commandId", cancel.target().id())
                        .put("commandSource", cancel.target().source());
        };
    }

    private static ObjectNode send(SendMail send) {
        ObjectNode data =
                MailJson.object().put("connectionId", send.connection().value());
        recipients(data, "to", send.to());
        recipients(data, "cc", send.cc());
        recipients(data, "bcc", send.bcc());
        recipients(data, "replyTo", send.replyTo());
        data.put("subject", send.subject());
        switch (send.body()) {
            case MailBody.Html html -> data.put("html", html.content());
            case MailBody.PlainText text -> data.put("text", text.content());
        }
        data.put("importance", send.importance().wireName());
        MailJson.putIfPresent(data, "sendAt", send.sendAt());
        MailJson.putIfPresent(data, "expiresAt", send.expiresAt());
        if (!send.attachments().isEmpty()) {
            ArrayNode attachments = data.putArray("attachments");
            send.attachments().forEach(attachment -> attachments.add(attachment(attachment)));
        }
        return data;
    }

    static void recipients(ObjectNode data, String field, List<Recipient> recipients) {
        if (!recipients.isEmpty()) {
            ArrayNode array = data.putArray(field);
            recipients.forEach(recipient -> array.add(recipient(recipient)));
        }
    }

    static ObjectNode recipient(Recipient recipient) {
        ObjectNode node = MailJson.object().put("address", recipient.address().value());
        MailJson.putIfPresent(node, "name", recipient.name());
        return node;
    }

    private static ObjectNode attachment(Attachment attachment) {
        ObjectNode node = MailJson.object()
                .put("name", attachment.name())
                .put("contentType", attachment.contentType())
                .put("contentBase64", attachment.bytes().base64());
        if (attachment.inline()) {
            node.put("inline", true);
        }
        MailJson.putIfPresent(node, "contentId", attachment.contentId());
        return node;
    }
}
