package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.transport.Recipients;
import io.mailroom.m365.transport.Submission;
import io.mailroom.m365.transport.Transport;
import io.mailroom.simulator.exchange.Answer;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code /send} and {@code sendMail} (facts B1, B3, B11, G1). */
@ApplicationScoped
class SendRoutes {
    private static final long LARGEST_MESSAGE = 35L * 1024 * 1024;
    private static final int MOST_RECIPIENTS = 500;

    private final JsonBodies bodies;
    private final MessageRoutes messages;
    private final SenderRights rights;
    private final Transport transport;

    SendRoutes(JsonBodies bodies, MessageRoutes messages, SenderRights rights, Transport transport) {
        this.bodies = bodies;
        this.messages = messages;
        this.rights = rights;
        this.transport = transport;
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
        return switch (transport.answerTo(item)) {
            case ACCEPTED -> submit(scene, item, true);
            case NOT_FOUND -> throw GraphRefusal.itemNotFound();
            case ALREADY_SUBMITTED ->
                throw new GraphRefusal(400, "ErrorInvalidRequest", "The message has already been submitted.");
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
        Account sender = rights.sendsAs(scene, from) ? from : scene.caller().account();
        transport.submit(
                scene.mailbox(),
                item,
                new Submission(scene.owner(), from, sender, scene.caller().clientId(), keep));
        return Answer.empty(202).with("Content-Length", "0");
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
