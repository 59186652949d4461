package io.mailroom.worker.decode;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Data of {@code io.mailroom.mail.send.v1}. */
final class SendDecoder {
    private static final Set<String> KNOWN = Set.of(
            "connectionId",
            "to",
            "cc",
            "bcc",
            "replyTo",
            "subject",
            "html",
            "text",
            "importance",
            "attachments",
            "sendAt",
            "expiresAt");
    private static final Set<String> KNOWN_OF_RECIPIENT = Set.of("address", "name");
    private static final Set<String> KNOWN_OF_ATTACHMENT =
            Set.of("name", "contentType", "contentBase64", "inline", "contentId");

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-12-31T23:59:59Z");

    private SendDecoder() {}

    static SendMail decode(CommandKey key, ConnectionId connection, Fields data) throws CommandProblem {
        data.knowOnly(KNOWN);
        List<Recipient> to = data.list("to", Limits.RECIPIENTS, SendDecoder::recipient);
        List<Recipient> cc = data.list("cc", Limits.RECIPIENTS, SendDecoder::recipient);
        List<Recipient> bcc = data.list("bcc", Limits.RECIPIENTS, SendDecoder::recipient);
        checkRecipients(data, to.size() + cc.size() + bcc.size());
        Instant sendAt = data.optionalTime("sendAt").orElse(null);
        Instant expiresAt = data.optionalTime("expiresAt").orElse(null);
        checkTimes(sendAt, expiresAt);
        List<Recipient> replyTo = data.list("replyTo", Limits.REPLY_TO, SendDecoder::recipient);
        String subject =
                data.optionalLine("subject", Limits.SUBJECT).orElseThrow(() -> CommandProblem.missing("/subject"));
        return SendMail.builder(key, connection, subject, body(data))
                .to(to)
                .cc(cc)
                .bcc(bcc)
                .replyTo(replyTo)
                .importance(importance(data))
                .attachments(data.list("attachments", Limits.ATTACHMENTS, SendDecoder::attachment))
                .sendAt(sendAt)
                .expiresAt(expiresAt)
                .build();
    }

    /** A time outside of these years is a slip of a unit. */
    private static void checkTimes(@Nullable Instant sendAt, @Nullable Instant expiresAt) throws CommandProblem {
        checkYear("/sendAt", sendAt);
        checkYear("/expiresAt", expiresAt);
        if (sendAt != null && expiresAt != null && !expiresAt.isAfter(sendAt)) {
            throw CommandProblem.invalid("/expiresAt", "must be after /sendAt");
        }
    }

    private static void checkYear(String field, @Nullable Instant time) throws CommandProblem {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw CommandProblem.invalid(field, "must lie in the years 2000 to 2199");
        }
    }

    private static void checkRecipients(Fields data, int recipients) throws CommandProblem {
        if (recipients == 0) {
            throw data.node().has("to")
                    ? CommandProblem.invalid("/to", "must name at least one recipient, unless cc or bcc does")
                    : CommandProblem.missing("/to");
        }
        if (recipients > Limits.RECIPIENTS) {
            throw CommandProblem.tooLarge("/to", Limits.RECIPIENTS + " recipients, with cc and bcc");
        }
    }

    /** Graph carries one form; of two given, the HTML is sent. Both are checked. */
    private static MailBody body(Fields data) throws CommandProblem {
        Optional<String> html = data.optionalText("html", Limits.BODY);
        Optional<String> text = data.optionalText("text", Limits.BODY);
        return html.<MailBody>map(MailBody.Html::new)
                .or(() -> text.map(MailBody.PlainText::new))
                .orElseThrow(() -> CommandProblem.missing("/text"));
    }

    private static Importance importance(Fields data) throws CommandProblem {
        Optional<String> word = data.optionalText("importance", 20);
        if (word.isEmpty()) {
            return Importance.NORMAL;
        }
        return Arrays.stream(Importance.values())
                .filter(importance -> importance.wireName().equals(word.get()))
                .findFirst()
                .orElseThrow(() -> CommandProblem.invalid("/importance", "must be low, normal or high"));
    }

    private static Recipient recipient(Fields fields) throws CommandProblem {
        fields.knowOnly(KNOWN_OF_RECIPIENT);
        String address = fields.text("address", MailboxAddress.LONGEST);
        String name = fields.optionalLine("name", Limits.RECIPIENT_NAME).orElse(null);
        try {
            return new Recipient(new MailboxAddress(address), name);
        } catch (IllegalArgumentException e) {
            throw CommandProblem.invalid(fields.at("address"), "must be a mail address of the form local@domain");
        }
    }

    private static Attachment attachment(Fields fields) throws CommandProblem {
        fields.knowOnly(KNOWN_OF_ATTACHMENT);
        String name = line(fields, "name", Limits.ATTACHMENT_NAME);
        String contentType = line(fields, "contentType", Limits.CONTENT_TYPE);
        AttachmentBytes bytes = bytes(fields);
        boolean inline = fields.flag("inline");
        String contentId = fields.optionalLine("contentId", Limits.CONTENT_ID).orElse(null);
        if (inline && contentId == null) {
            throw CommandProblem.missing(fields.at("contentId"));
        }
        return new Attachment(name, contentType, bytes, inline, contentId);
    }

    private static String line(Fields fields, String name, int longest) throws CommandProblem {
        String line = fields.optionalLine(name, longest).orElseThrow(() -> CommandProblem.missing(fields.at(name)));
        if (line.isBlank()) {
            throw CommandProblem.invalid(fields.at(name), "must not be empty");
        }
        return line;
    }

    private static AttachmentBytes bytes(Fields fields) throws CommandProblem {
        String base64 = fields.text("contentBase64", Limits.ATTACHMENT_BASE64);
        try {
            AttachmentBytes bytes = AttachmentBytes.ofBase64(base64);
            if (bytes.size() > Limits.ATTACHMENT_BYTES) {
                throw CommandProblem.tooLarge(fields.at("contentBase64"), Limits.ATTACHMENT_BYTES + " bytes");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw CommandProblem.invalid(fields.at("contentBase64"), "must be base64 (RFC 4648 section 4)");
        }
    }
}
