package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.mailbox.Attachment;
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

    private final JsonBodies bodies;
    private final Transport transport;
    private final LabSettings settings;

    MessageRoutes(M365Model model, JsonBodies bodies, LabSettings settings) {
        this.bodies = bodies;
        this.transport = model.transport();
        this.settings = settings;
    }

    Answer list(GraphRequest request, Optional<Folder> folder) {
        request.require(RequiredScope.READ_BASIC);
        QueryOptions options = options(request, LIST_OPTIONS);
        List<Item> found = matching(request).find(request.mailbox(), folder.map(Folder::id), options.filter());
        List<Item> ordered = options.orderBy()
                .map(order -> found.stream()
                        .sorted(Ordering.parse(order, options.filter()))
                        .toList())
                .orElse(found);
        return Answer.json(
                200,
                request.page(
                        "messages",
                        options,
                        ordered,
                        item -> MessageJson.of(item, request.preferences(), options.select(), options.expand())));
    }

    private Matching matching(GraphRequest request) {
        Instant now = request.call().arrivedAt();
        return new Matching(item -> settings.current().seenByKeyFilter(item, now));
    }

    private QueryOptions options(GraphRequest request, Set<String> allowed) {
        return QueryOptions.of(request.call().queryParameters(), allowed, bodies.properties(JsonBodies.MESSAGE));
    }

    Answer create(GraphRequest request, Optional<Folder> folder) {
        request.require(RequiredScope.WRITE);
        ObjectNode given = bodies.read(request.call(), JsonBodies.MESSAGE);
        Folder in = folder.orElseGet(() -> request.mailbox().folder(WellKnownFolder.DRAFTS));
        return shown(request, newDraft(request, given, in), 201);
    }

    static Item newDraft(GraphRequest request, ObjectNode given, Folder folder) {
        List<Attachment> attachments = MessageInput.attachments(
                given,
                NewMessage.date(request.call().arrivedAt()),
                request.mailbox().ids());
        return newDraft(request, MessageInput.forCreate(given), given, attachments, folder);
    }

    /** @param given where the extended properties stand, and nothing else that counts */
    static Item newDraft(
            GraphRequest request, ObjectNode properties, JsonNode given, List<Attachment> attachments, Folder folder) {
        Instant now = request.call().arrivedAt();
        String owner = request.owner().address();
        String domain = owner.substring(owner.indexOf('@') + 1);
        return request.mailbox()
                .add(
                        folder.id(),
                        NewMessage.complete(
                                properties, true, domain, now, request.mailbox().ids()),
                        MessageInput.extended(List.of(), given),
                        attachments,
                        Stage.DRAFT,
                        now);
    }

    Answer get(GraphRequest request, Item item) {
        request.require(RequiredScope.READ_BASIC);
        QueryOptions options = options(request, GET_OPTIONS);
        ObjectNode json = MessageJson.of(item, request.preferences(), options.select(), options.expand());
        return answer(request, json, 200);
    }

    Answer update(GraphRequest request, Item item) {
        request.require(RequiredScope.WRITE);
        checkMatch(request, item);
        ObjectNode given = bodies.read(request.call(), JsonBodies.MESSAGE);
        boolean draft = item.properties().path("isDraft").asBoolean();
        ObjectNode properties = item.properties().deepCopy();
        properties.setAll(MessageInput.forUpdate(given, draft));
        Item changed = item.withProperties(NewMessage.tidy(properties))
                .withExtended(MessageInput.extended(item.extended(), given));
        return shown(request, request.mailbox().replace(changed, request.call().arrivedAt()), 200);
    }

    static void checkMatch(GraphRequest request, Item item) {
        request.call().header("if-match").filter(etag -> !etag.equals("*")).ifPresent(etag -> {
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
    Answer delete(GraphRequest request, Item item) {
        request.require(RequiredScope.WRITE);
        checkMatch(request, item);
        transport.delete(request.mailbox(), item);
        return Answer.empty(204);
    }

    Answer move(GraphRequest request, Item item, boolean keepOriginal) {
        request.require(RequiredScope.WRITE);
        Folder to = request.folder(ActionParameters.text(bodies.readLoose(request.call()), "DestinationId"));
        Instant now = request.call().arrivedAt();
        Item result = keepOriginal
                ? request.mailbox()
                        .add(
                                to.id(),
                                item.properties().deepCopy(),
                                item.extended(),
                                item.attachments(),
                                item.stage(),
                                now)
                : request.mailbox().move(item, to.id(), now);
        return shown(request, result, 201);
    }

    static Answer shown(GraphRequest request, Item item, int status) {
        return answer(request, MessageJson.of(item, request.preferences(), List.of(), Expand.NOTHING), status);
    }

    private static Answer answer(GraphRequest request, ObjectNode message, int status) {
        return request.entity("messages", message, status)
                .with("ETag", message.path("@odata.etag").asText());
    }
}
