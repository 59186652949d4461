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

    Answer list(Scene scene, Item item) {
        scene.require(Need.READ);
        List<String> select = select(scene);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("@odata.context", scene.context("messages('" + item.id() + "')/attachments"));
        ArrayNode value = page.putArray("value");
        item.attachments().forEach(attachment -> value.add(MessageJson.attachment(attachment, select)));
        return Answer.json(200, page);
    }

    private List<String> select(Scene scene) {
        return QueryOptions.of(
                        scene.call().queryParameters(), OPTIONS, bodies.properties("microsoft.graph.fileAttachment"))
                .select();
    }

    Answer add(Scene scene, Item item) {
        scene.require(Need.WRITE);
        if (!item.properties().path("isDraft").asBoolean()) {
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Attachments can be added to drafts only.");
        }
        ObjectNode given = bodies.read(scene.call(), JsonBodies.ATTACHMENT);
        Attachment attachment = AttachmentInput.read(
                given,
                NewMessage.date(scene.call().arrivedAt()),
                scene.mailbox().ids());
        List<Attachment> all = new ArrayList<>(item.attachments());
        all.add(attachment);
        scene.mailbox().replace(item.withAttachments(all), scene.call().arrivedAt());
        return shown(scene, item, attachment, List.of(), 201);
    }

    Answer get(Scene scene, Item item, String id) {
        scene.require(Need.READ);
        return shown(scene, item, find(item, id), select(scene), 200);
    }

    private static Answer shown(Scene scene, Item item, Attachment attachment, List<String> select, int status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@odata.context", scene.context("messages('" + item.id() + "')/attachments/$entity"));
        json.setAll(MessageJson.attachment(attachment, select));
        return Answer.json(status, json);
    }

    Answer raw(Scene scene, Item item, String id) {
        scene.require(Need.READ);
        Attachment attachment = find(item, id);
        return Answer.of(
                200,
                attachment.properties().path("contentType").asText(),
                Body.of(Base64.getDecoder().decode(attachment.contentBase64())));
    }

    Answer delete(Scene scene, Item item, String id) {
        scene.require(Need.WRITE);
        Attachment gone = find(item, id);
        List<Attachment> rest = new ArrayList<>(item.attachments());
        rest.remove(gone);
        scene.mailbox().replace(item.withAttachments(rest), scene.call().arrivedAt());
        return Answer.empty(204);
    }

    private static Attachment find(Item item, String id) {
        return item.attachments().stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst()
                .orElseThrow(GraphRefusal::itemNotFound);
    }
}
