package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.simulator.exchange.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** {@code createReply}, {@code createReplyAll}, {@code createForward}: a draft in the same conversation (facts B1). */
@ApplicationScoped
class ReplyRoutes {
    private final JsonBodies bodies;

    ReplyRoutes(JsonBodies bodies) {
        this.bodies = bodies;
    }

    Answer create(GraphRequest request, Item original, String action) {
        request.require(RequiredScope.WRITE);
        ObjectNode body = bodies.readOptional(request.call());
        ActionParameters.checkNames(body, "message", "comment", "toRecipients");
        Optional<JsonNode> message = ActionParameters.find(body, "message");
        message.ifPresent(it -> bodies.check(JsonBodies.MESSAGE, it));
        Optional<String> comment = ActionParameters.find(body, "comment").map(JsonNode::asText);
        if (comment.isPresent() && message.filter(it -> it.has("body")).isPresent()) {
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Comment and message body can't both be specified.");
        }
        ObjectNode given = draft(request, original, action, comment.orElse(""));
        ActionParameters.find(body, "toRecipients").ifPresent(to -> given.set("toRecipients", to));
        message.ifPresent(it -> given.setAll(MessageInput.forCreate((ObjectNode) it)));
        Item reply = MessageRoutes.newDraft(
                request,
                given,
                message.orElse(JsonNodeFactory.instance.objectNode()),
                action.equals("createforward")
                        ? original.copiedAttachments(request.mailbox().ids())
                        : List.of(),
                request.mailbox().folder(WellKnownFolder.DRAFTS));
        return MessageRoutes.shown(request, reply, 201);
    }

    private static ObjectNode draft(GraphRequest request, Item original, String action, String comment) {
        JsonNode old = original.properties();
        boolean forward = action.equals("createforward");
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        draft.put("subject", prefixed(forward ? "FW: " : "RE: ", original.text("subject")));
        draft.put("conversationId", original.text("conversationId"));
        if (!forward) {
            JsonNode replyTo = old.path("replyTo");
            ArrayNode to = draft.putArray("toRecipients");
            if (replyTo.isEmpty()) {
                to.add(old.path("from").deepCopy());
            } else {
                to.addAll((ArrayNode) replyTo.deepCopy());
            }
        }
        if (action.equals("createreplyall")) {
            others(request, old, draft);
        }
        draft.putObject("body").put("contentType", "text").put("content", comment + quoted(original));
        return draft;
    }

    private static void others(GraphRequest request, JsonNode old, ObjectNode draft) {
        for (String list : List.of("toRecipients", "ccRecipients")) {
            ArrayNode target = draft.withArray(list);
            for (JsonNode recipient : old.path(list)) {
                String address = recipient.path("emailAddress").path("address").asText("");
                if (!address.equalsIgnoreCase(request.owner().address())) {
                    target.add(recipient.deepCopy());
                }
            }
        }
    }

    private static String prefixed(String prefix, String subject) {
        return subject.regionMatches(true, 0, prefix, 0, prefix.length()) ? subject : prefix + subject;
    }

    private static String quoted(Item original) {
        return "\r\n\r\n________________________________\r\nFrom: "
                + original.properties().at("/from/emailAddress/address").asText("") + "\r\nSent: "
                + original.text("sentDateTime") + "\r\nSubject: " + original.text("subject") + "\r\n\r\n"
                + original.properties().at("/body/content").asText("");
    }
}
