package io.mailroom.m365.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.ItemIds;
import io.mailroom.m365.mailbox.NewMessage;
import java.time.Instant;

/** The report that comes back to the sender when a mail could not be delivered (facts B10). */
final class Reports {
    private static final String POSTMASTER = "postmaster@exchange.example";

    private Reports() {}

    static ObjectNode undeliverable(Item original, String recipient, Instant at, ItemIds ids) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        given.put("subject", "Undeliverable: " + original.text("subject"));
        given.put("conversationId", original.text("conversationId"));
        given.putObject("body")
                .put("contentType", "text")
                .put(
                        "content",
                        "Your message to " + recipient + " couldn't be delivered.\r\n\r\n"
                                + "Status code: 550 5.1.10 RESOLVER.ADR.RecipientNotFound\r\n"
                                + "Original message: " + original.text("internetMessageId"));
        for (String role : new String[] {"from", "sender"}) {
            given.putObject(role)
                    .putObject("emailAddress")
                    .put("name", "Microsoft Outlook")
                    .put("address", POSTMASTER);
        }
        given.putArray("toRecipients").add(original.properties().path("from").deepCopy());
        return NewMessage.complete(given, false, "exchange.example", at, ids);
    }
}
