package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Raw mail turned into the JSON that {@link IncomingMail} takes. */
final class MimeMail {
    private MimeMail() {}

    static ObjectNode read(byte[] mime) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("subject", Objects.requireNonNullElse(message.getSubject(), ""));
            json.set("toRecipients", addresses(message.getRecipients(MimeMessage.RecipientType.TO)));
            json.set("ccRecipients", addresses(message.getRecipients(MimeMessage.RecipientType.CC)));
            ArrayNode from = addresses(message.getFrom());
            if (!from.isEmpty()) {
                json.set("from", from.get(0));
            }
            if (message.getMessageID() != null) {
                json.put("internetMessageId", message.getMessageID());
            }
            String[] inReplyTo = message.getHeader("In-Reply-To");
            if (inReplyTo != null) {
                json.put("inReplyTo", inReplyTo[0].strip());
            }
            json.putArray("attachments");
            part(message, json);
            return json;
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("not a mail that can be read: " + e.getMessage());
        }
    }

    private static ArrayNode addresses(Address @Nullable [] given) {
        ArrayNode addresses = JsonNodeFactory.instance.arrayNode();
        for (Address address : given == null ? new Address[0] : given) {
            InternetAddress internet = (InternetAddress) address;
            String name = Objects.requireNonNullElse(internet.getPersonal(), internet.getAddress());
            addresses.addObject().put("name", name).put("address", internet.getAddress());
        }
        return addresses;
    }

    private static void part(Part part, ObjectNode json) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart inner = multipart.getBodyPart(i);
                part(inner, json);
            }
        } else if (part.getFileName() != null || !part.isMimeType("text/*")) {
            attachment(part, json);
        } else {
            json.put(part.isMimeType("text/html") ? "html" : "text", String.valueOf(part.getContent()));
        }
    }

    private static void attachment(Part part, ObjectNode json) throws MessagingException, IOException {
        String contentType = part.getContentType();
        int semicolon = contentType.indexOf(';');
        json.withArray("attachments")
                .addObject()
                .put("name", Objects.requireNonNullElse(part.getFileName(), "attachment"))
                .put("contentType", semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .put("isInline", Part.INLINE.equalsIgnoreCase(part.getDisposition()))
                .put(
                        "contentBytes",
                        Base64.getEncoder().encodeToString(part.getInputStream().readAllBytes()));
    }
}
