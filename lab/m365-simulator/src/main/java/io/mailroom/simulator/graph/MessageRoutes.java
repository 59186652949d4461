package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.transport.Transport;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.graph.odata.Expand;
import io.mailroom.simulator.graph.odata.Matching;
import io.mailroom.simulator.graph.odata.Ordering;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages: list, create, get, update, delete, move, copy (facts B1, B2, C2). */
@ApplicationScoped
class MessageRoutes {
    private static final Set<String> LIST_OPTIONS =
            Set.of("$select", "$filter", "$orderby", "$expand", "$top", "$skip", "$count", "$search");
    private static final Set<String> GET_OPTIONS = Set.of("$select", "$expand");
    private static final int DEFAULT_PAGE = 10;

    private final JsonBodies bodies;
    private final Transport transport;
    private final LabSettings settings;

    MessageRoutes(JsonBodies bodies, Transport transport, LabSettings settings) {
        this.bodies = bodies;
        this.transport = transport;
        this.settings = settings;
    }

    Answer list(Scene scene, Optional<Folder> folder) {
        scene.require(Need.READ_BASIC);
        QueryOptions options = options(scene, LIST_OPTIONS);
        List<Item> found = matching(scene).find(scene.mailbox(), folder.map(Folder::id), options.filter());
        List<Item> ordered = options.orderBy()
                .map(order -> found.stream()
                        .sorted(Ordering.parse(order, options.filter()))
                        .toList())
                .orElse(found);
        int size = options.top().orElse(scene.preferences().maxPageSize().orElse(DEFAULT_PAGE));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("@odata.context", scene.context("messages"));
        if (options.count()) {
            page.put("@odata.count", ordered.size());
        }
        var value = page.putArray("value");
        ordered.stream()
                .skip(options.skip())
                .limit(size)
                .forEach(item ->
                        value.add(MessageJson.of(item, scene.preferences(), options.select(), options.expand())));
        if (options.skip() + size < ordered.size()) {
            page.put("@odata.nextLink", Links.next(scene.call(), size, options.skip() + size));
        }
        return Answer.json(200, page);
    }

    private Matching matching(Scene scene) {
        Instant now = scene.call().arrivedAt();
        return new Matching(item -> settings.current().seenByKeyFilter(item, now));
    }

    private QueryOptions options(Scene scene, Set<String> allowed) {
        return QueryOptions.of(scene.call().queryParameters(), allowed, bodies.properties(JsonBodies.MESSAGE));
    }

    Answer create(Scene scene, Optional<Folder> folder) {
        scene.require(Need.WRITE);
        ObjectNode given = bodies.read(scene.call(), JsonBodies.MESSAGE);
        Item item =
                newDraft(scene, given, folder.orElseGet(() -> scene.mailbox().folder(WellKnownFolder.DRAFTS)));
        return shown(scene, item, 201);
    }

    Item newDraft(Scene scene, ObjectNode given, Folder folder) {
        Instant now = scene.call().arrivedAt();
        String owner = scene.owner().address();
        ObjectNode properties = NewMessage.complete(
                MessageInput.forCreate(given),
                true,
                owner.substring(owner.indexOf('@') + 1),
                now,
                scene.mailbox().ids());
        return scene.mailbox()
                .add(
                        folder.id(),
                        properties,
                        MessageInput.extended(List.of(), given),
                        MessageInput.attachments(
                                given, NewMessage.date(now), scene.mailbox().ids()),
                        Stage.DRAFT,
                        now);
    }

    Answer get(Scene scene, Item item) {
        scene.require(Need.READ_BASIC);
        QueryOptions options = options(scene, GET_OPTIONS);
        ObjectNode json = MessageJson.of(item, scene.preferences(), options.select(), options.expand());
        return answer(scene, json, 200);
    }

    Answer update(Scene scene, Item item) {
        scene.require(Need.WRITE);
        checkMatch(scene, item);
        ObjectNode given = bodies.read(scene.call(), JsonBodies.MESSAGE);
        boolean draft = item.properties().path("isDraft").asBoolean();
        ObjectNode properties = item.properties().deepCopy();
        properties.setAll(MessageInput.forUpdate(given, draft));
        Item changed = item.withProperties(NewMessage.tidy(properties))
                .withExtended(MessageInput.extended(item.extended(), given));
        return shown(scene, scene.mailbox().replace(changed, scene.call().arrivedAt()), 200);
    }

    static void checkMatch(Scene scene, Item item) {
        scene.call().header("if-match").filter(etag -> !etag.equals("*")).ifPresent(etag -> {
            if (!etag.equals("W/\"" + item.changeKey() + "\"")) {
                throw new GraphRefusal(
                        412,
                        "ErrorIrresolvableConflict",
                        "The send or update operation could not be performed because the change key passed in the"
                                + " request does not match the current change key for the item.");
            }
        });
    }

    /** Deleting a mail that waits for transport takes it back (facts G1.9). */
    Answer delete(Scene scene, Item item) {
        scene.require(Need.WRITE);
        checkMatch(scene, item);
        transport.delete(scene.mailbox(), item);
        return Answer.empty(204);
    }

    Answer move(Scene scene, Item item, boolean keepOriginal) {
        scene.require(Need.WRITE);
        Folder to = scene.folder(ActionParameters.text(bodies.readLoose(scene.call()), "DestinationId"));
        Instant now = scene.call().arrivedAt();
        Item result = keepOriginal
                ? scene.mailbox()
                        .add(
                                to.id(),
                                item.properties().deepCopy(),
                                item.extended(),
                                item.attachments(),
                                item.stage(),
                                now)
                : scene.mailbox().move(item, to.id(), now);
        return shown(scene, result, 201);
    }

    Answer shown(Scene scene, Item item, int status) {
        return answer(scene, MessageJson.of(item, scene.preferences(), List.of(), Expand.NOTHING), status);
    }

    private static Answer answer(Scene scene, ObjectNode message, int status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@odata.context", scene.context("messages/$entity"));
        json.setAll(message);
        return Answer.json(status, json)
                .with("ETag", message.path("@odata.etag").asText());
    }
}
