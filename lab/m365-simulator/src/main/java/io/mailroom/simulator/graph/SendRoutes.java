package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.simulator.directory.Account;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.mailbox.Item;
import io.mailroom.simulator.mailbox.NewMessage;
import io.mailroom.simulator.mailbox.Stage;
import io.mailroom.simulator.mailbox.WellKnownFolder;
import io.mailroom.simulator.settings.LabSettings;
import io.mailroom.simulator.settings.SecondSend;
import io.mailroom.simulator.transport.Recipients;
import io.mailroom.simulator.transport.Transport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** {@code /send} and {@code sendMail} (facts B1, B3, B11, G1). */
@ApplicationScoped
class SendRoutes {
    private static final long LARGEST_MESSAGE = 35L * 1024 * 1024;
    private static final int MOST_RECIPIENTS = 500;

    private final JsonBodies bodies;
    private final MessageRoutes messages;
    private final SenderRights rights;
    private final Transport transport;
    private final LabSettings settings;

    SendRoutes(
            JsonBodies bodies, MessageRoutes messages, SenderRights rights, Transport transport, LabSettings settings) {
        this.bodies = bodies;
        this.messages = messages;
        this.rights = rights;
        this.transport = transport;
        this.settings = settings;
    }

    Answer send(Scene scene, Item item) {
        scene.require(Need.SEND);
        if (!scene.call().body().isEmpty()) {
            throw GraphRefusal.badRequest("The action 'send' takes no parameters; the request must have no content.");
        }
        if (scene.call().header("content-length").isEmpty()) {
            throw new GraphRefusal(411, "LengthRequired", "A Content-Length of 0 is required.");
        }
        MessageRoutes.checkMatch(scene, item);
        return item.stage() == Stage.DRAFT ? submit(scene, item, true) : again(scene, item);
    }

    /** Undocumented by Microsoft, so a setting decides (facts G1.8). */
    private Answer again(Scene scene, Item item) {
        return switch (settings.current().secondSend()) {
            case SecondSend.NOT_FOUND -> throw GraphRefusal.itemNotFound();
            case SecondSend.REFUSED ->
                throw new GraphRefusal(400, "ErrorInvalidRequest", "The message has already been submitted.");
            case SecondSend.DUPLICATES -> submit(scene, item, true);
        };
    }

    Answer sendMail(Scene scene) {
        scene.require(Need.SEND);
        ObjectNode body = bodies.readLoose(scene.call());
        ActionParameters.checkNames(body, "message", "saveToSentItems");
        JsonNode message = ActionParameters.find(body, "message")
                .orElseThrow(() -> GraphRefusal.body("The parameter 'Message' is required."));
        bodies.check(JsonBodies.MESSAGE, message);
        boolean keep = ActionParameters.find(body, "saveToSentItems")
                .map(SendRoutes::bool)
                .orElse(true);
        Item draft =
                messages.newDraft(scene, (ObjectNode) message, scene.mailbox().folder(WellKnownFolder.DRAFTS));
        try {
            return submit(scene, draft, keep);
        } catch (GraphRefusal refusal) {
            scene.mailbox().remove(draft, scene.call().arrivedAt());
            throw refusal;
        }
    }

    private static boolean bool(JsonNode value) {
        if (!value.isBoolean()) {
            throw GraphRefusal.body(
                    "Cannot convert the literal '" + value.asText() + "' to the expected type 'Edm.Boolean'.");
        }
        return value.asBoolean();
    }

    private Answer submit(Scene scene, Item item, boolean keep) {
        check(item);
        Account from = rights.sender(scene, item);
        Instant now = scene.call().arrivedAt();
        ObjectNode properties = item.properties().deepCopy();
        properties.set("from", person(from));
        properties.set(
                "sender",
                person(rights.sendsAs(scene, from) ? from : scene.caller().account()));
        properties.put("sentDateTime", NewMessage.date(now)).put("isRead", true);
        properties.put("isDraft", settings.current().pendingIsDraft());
        Item submitted = scene.mailbox().replace(item.withProperties(properties).at(Stage.PENDING), now);
        transport.submit(submitted, scene.owner(), scene.caller().clientId(), keep);
        return Answer.empty(202).with("Content-Length", "0");
    }

    private static ObjectNode person(Account account) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putObject("emailAddress").put("name", account.displayName()).put("address", account.address());
        return person;
    }

    private static void check(Item item) {
        int count = Recipients.count(item.properties());
        boolean allWellFormed = Recipients.all(item.properties()).stream().allMatch(SendRoutes::wellFormed);
        if (count == 0 || count > MOST_RECIPIENTS || !allWellFormed) {
            String reason = count == 0
                    ? "A message can't be sent because it contains no recipients."
                    : count > MOST_RECIPIENTS
                            ? "There are too many recipients."
                            : "A recipient's address is not valid.";
            throw new GraphRefusal(400, "ErrorInvalidRecipients", "At least one recipient isn't valid., " + reason);
        }
        long size = item.text("bodyPreview").length()
                + item.attachments().stream()
                        .mapToLong(it -> it.contentBase64().length())
                        .sum();
        if (size > LARGEST_MESSAGE) {
            throw new GraphRefusal(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
        }
    }

    private static boolean wellFormed(String address) {
        return address.matches("[^\\s@<>,;\\p{Cntrl}]+@[^\\s@<>,;.\\p{Cntrl}]+(\\.[^\\s@<>,;.\\p{Cntrl}]+)+");
    }
}
