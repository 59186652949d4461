package io.mailroom.worker.graph;

import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Our commands in the SDK's models. Empty lists are left out, so a request says only what was asked for. */
final class MailModels {
    private MailModels() {}

    static Message draft(SendMail mail, SendKey key, List<Attachment> inside) {
        Message message = new Message();
        message.setSubject(mail.subject());
        message.setBody(body(mail.body()));
        message.setImportance(importance(mail.importance()));
        recipients(mail.to(), message::setToRecipients);
        recipients(mail.cc(), message::setCcRecipients);
        recipients(mail.bcc(), message::setBccRecipients);
        recipients(mail.replyTo(), message::setReplyTo);
        message.setSingleValueExtendedProperties(listOf(property(key)));
        if (!inside.isEmpty()) {
            message.setAttachments(
                    new ArrayList<>(inside.stream().map(MailModels::file).toList()));
        }
        return message;
    }

    static com.microsoft.graph.models.Attachment file(Attachment attachment) {
        FileAttachment file = new FileAttachment();
        file.setName(attachment.name());
        file.setContentType(attachment.contentType());
        file.setIsInline(attachment.inline());
        file.setContentId(attachment.contentId());
        file.setContentBytes(attachment.bytes().copy());
        return file;
    }

    private static ItemBody body(MailBody words) {
        ItemBody body = new ItemBody();
        body.setContent(words.content());
        body.setContentType(
                switch (words) {
                    case MailBody.Html html -> BodyType.Html;
                    case MailBody.PlainText text -> BodyType.Text;
                });
        return body;
    }

    private static Importance importance(io.mailroom.model.command.Importance importance) {
        return switch (importance) {
            case LOW -> Importance.Low;
            case NORMAL -> Importance.Normal;
            case HIGH -> Importance.High;
        };
    }

    private static void recipients(
            List<Recipient> recipients, Consumer<List<com.microsoft.graph.models.Recipient>> setter) {
        if (!recipients.isEmpty()) {
            setter.accept(new ArrayList<>(
                    recipients.stream().map(MailModels::recipient).toList()));
        }
    }

    private static com.microsoft.graph.models.Recipient recipient(Recipient recipient) {
        EmailAddress address = new EmailAddress();
        address.setAddress(recipient.address().value());
        address.setName(recipient.name());
        com.microsoft.graph.models.Recipient model = new com.microsoft.graph.models.Recipient();
        model.setEmailAddress(address);
        return model;
    }

    private static SingleValueLegacyExtendedProperty property(SendKey key) {
        SingleValueLegacyExtendedProperty property = new SingleValueLegacyExtendedProperty();
        property.setId(SendKey.PROPERTY);
        property.setValue(key.value());
        return property;
    }

    private static <T> List<T> listOf(T only) {
        return new ArrayList<>(List.of(only));
    }
}
