package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.M365Model;
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
    private final SenderRights rights;
    private final Transport transport;

    SendRoutes(M365Model model, JsonBodies bodies, SenderRights rights) {
        this.bodies = bodies;
        this.rights = rights;
        this.transport = model.transport();
    }

    Answer send(GraphRequest request, Item item) {
        request.require(RequiredScope.SEND);
        if (!request.call().body().isEmpty()) {
            throw GraphRefusal.badRequest("The action 'send' takes no parameters; the request must have no content.");
        }
        if (request.call().header("content-length").isEmpty()) {
            throw new GraphRefusal(411, "LengthRequired", "A Content-Length of 0 is required.");
        }
        MessageRoutes.checkMatch(request, item);
        return switch (transport.answerTo(item)) {
            case ACCEPTED -> submit(request, item, true);
            case NOT_FOUND -> throw GraphRefusal.itemNotFound();
            case ALREADY_SUBMITTED ->
                throw new GraphRefusal(400, "ErrorInvalidRequest", "The message has already been submitted.");
        };
    }

    Answer sendMail(GraphRequest request) {
        request.require(RequiredScope.SEND);
        ObjectNode body = bodies.readLoose(request.call());
        ActionParameters.checkNames(body, "message", "saveToSentItems");
        JsonNode message = ActionParameters.find(body, "message")
                .orElseThrow(() -> GraphRefusal.body("The parameter 'Message' is required."));
        bodies.check(JsonBodies.MESSAGE, message);
        boolean keep = ActionParameters.find(body, "saveToSentItems")
                .map(SendRoutes::bool)
                .orElse(true);
        Item draft = MessageRoutes.newDraft(
                request, (ObjectNode) message, request.mailbox().folder(WellKnownFolder.DRAFTS));
        try {
            return submit(request, draft, keep);
        } catch (GraphRefusal refusal) {
            request.mailbox().remove(draft, request.call().arrivedAt());
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

    private Answer submit(GraphRequest request, Item item, boolean keep) {
        check(item);
        Account from = rights.sender(request, item);
        Account sender = rights.sendsAs(request, from) ? from : request.caller().account();
        transport.submit(
                request.mailbox(),
                item,
                new Submission(request.owner(), from, sender, request.caller().clientId(), keep));
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
