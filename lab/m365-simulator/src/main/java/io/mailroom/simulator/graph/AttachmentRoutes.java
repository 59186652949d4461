package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Attachment;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Body;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Attachments of a message: list, add, get, raw content, delete (facts B9, C3). */
@ApplicationScoped
class AttachmentRoutes {
    private static final Set<String> OPTIONS = Set.of("$select", "$expand", "$filter", "$top", "$skip", "$count");

    private final JsonBodies bodies;

    AttachmentRoutes(JsonBodies bodies) {
        this.bodies = bodies;
    }

    Answer list(GraphRequest request, Item item) {
        request.require(RequiredScope.READ);
        List<String> select = select(request);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("@odata.context", request.context("messages('" + item.id() + "')/attachments"));
        ArrayNode value = page.putArray("value");
        item.attachments().forEach(attachment -> value.add(MessageJson.attachment(attachment, select)));
        return Answer.json(200, page);
    }

    private List<String> select(GraphRequest request) {
        return QueryOptions.of(
                        request.call().queryParameters(), OPTIONS, bodies.properties("microsoft.graph.fileAttachment"))
                .select();
    }

    Answer add(GraphRequest request, Item item) {
        request.require(RequiredScope.WRITE);
        if (!item.properties().path("isDraft").asBoolean()) {
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Attachments can be added to drafts only.");
        }
        ObjectNode given = bodies.read(request.call(), JsonBodies.ATTACHMENT);
        Attachment attachment = AttachmentInput.read(
                given,
                NewMessage.date(request.call().arrivedAt()),
                request.mailbox().ids());
        List<Attachment> all = new ArrayList<>(item.attachments());
        all.add(attachment);
        request.mailbox().replace(item.withAttachments(all), request.call().arrivedAt());
        return shown(request, item, attachment, List.of(), 201);
    }

    Answer get(GraphRequest request, Item item, String id) {
        request.require(RequiredScope.READ);
        return shown(request, item, find(item, id), select(request), 200);
    }

    private static Answer shown(
            GraphRequest request, Item item, Attachment attachment, List<String> select, int status) {
        return request.entity(
                "messages('" + item.id() + "')/attachments", MessageJson.attachment(attachment, select), status);
    }

    Answer raw(GraphRequest request, Item item, String id) {
        request.require(RequiredScope.READ);
        Attachment attachment = find(item, id);
        return Answer.of(
                200,
                attachment.properties().path("contentType").asText(),
                Body.of(Base64.getDecoder().decode(attachment.contentBase64())));
    }

    Answer delete(GraphRequest request, Item item, String id) {
        request.require(RequiredScope.WRITE);
        Attachment gone = find(item, id);
        List<Attachment> rest = new ArrayList<>(item.attachments());
        rest.remove(gone);
        request.mailbox().replace(item.withAttachments(rest), request.call().arrivedAt());
        return Answer.empty(204);
    }

    private static Attachment find(Item item, String id) {
        return item.attachments().stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst()
                .orElseThrow(GraphRefusal::itemNotFound);
    }
}
