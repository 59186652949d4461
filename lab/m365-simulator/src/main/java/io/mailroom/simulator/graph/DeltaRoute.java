package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.delta.DeltaEntry.Gone;
import io.mailroom.m365.delta.DeltaEntry.Present;
import io.mailroom.m365.delta.DeltaPage;
import io.mailroom.m365.delta.DeltaPosition;
import io.mailroom.m365.delta.DeltaReader;
import io.mailroom.m365.delta.DeltaStream;
import io.mailroom.m365.entra.Parameters;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.graph.odata.Expand;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** {@code mailFolders/{id}/messages/delta} (facts C1). */
@ApplicationScoped
class DeltaRoute {
    private static final int DEFAULT_PAGE = 10;

    private final M365Model model;
    private final JsonBodies bodies;
    private final LabSettings settings;

    DeltaRoute(M365Model model, JsonBodies bodies, LabSettings settings) {
        this.model = model;
        this.bodies = bodies;
        this.settings = settings;
    }

    Answer answer(GraphRequest request, Folder folder) {
        request.require(RequiredScope.READ_BASIC);
        Parameters query = request.call().queryParameters();
        Optional<String> token = query.get("$skiptoken").or(() -> query.get("$deltatoken"));
        DeltaPosition position =
                token.map(it -> position(it, request, folder)).orElseGet(() -> begin(request, folder, query));
        DeltaStream stream = model.deltaStreams().find(position.streamId()).orElseThrow();
        int size =
                request.preferences().maxPageSize().orElse(DeltaQuery.top(query).orElse(DEFAULT_PAGE));
        DeltaPage page = new DeltaReader(
                        request.mailbox(),
                        stream,
                        settings.current(),
                        request.call().arrivedAt())
                .read(position, size);
        DeltaPosition next = switch (settings.current().deltaLinks()) {
            case END -> page.next();
            case ENDLESS -> page.next().complete() ? page.next().onAndOn() : page.next();
            case REPEATING -> token.isPresent() ? position : page.next().onAndOn();
        };
        model.deltaStreams().reached(stream.id(), next.generation());
        return OddPages.of(settings.current(), json(request, stream, new DeltaPage(page.entries(), next)));
    }

    private DeltaPosition begin(GraphRequest request, Folder folder, Parameters query) {
        DeltaStream stream = model.deltaStreams()
                .begin(
                        request.owner().oid(),
                        folder.id(),
                        DeltaQuery.options(query, bodies.properties(JsonBodies.MESSAGE)));
        return DeltaReader.beginning(stream, request.mailbox(), settings.current());
    }

    private DeltaPosition position(String token, GraphRequest request, Folder folder) {
        DeltaPosition position =
                model.deltaTokens().read(token).orElseThrow(() -> GraphRefusal.badRequest("Badly formed token."));
        DeltaStream stream = model.deltaStreams()
                .find(position.streamId())
                .filter(it -> it.mailbox().equals(request.owner().oid())
                        && it.folderId().equals(folder.id()))
                .orElseThrow(() -> gone(position.generation(), 0));
        if (!stream.keeps(position.generation())) {
            throw gone(position.generation(), stream.highest());
        }
        return position;
    }

    private static GraphRefusal gone(long generation, long highest) {
        return new GraphRefusal(
                410,
                "SyncStateNotFound",
                "The sync state generation is not found; generation=" + generation + ";[highest=" + highest + "]["
                        + highest + "][" + (highest - 1) + "][" + (highest - 2) + "].");
    }

    private ObjectNode json(GraphRequest request, DeltaStream stream, DeltaPage page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@odata.context", request.call().baseUrl() + "/v1.0/$metadata#Collection(message)");
        String token = model.deltaTokens().write(page.next());
        String folder = request.userUrl() + "/mailfolders('" + stream.folderId() + "')/messages/delta?";
        if (page.next().complete()) {
            json.put("@odata.deltaLink", folder + "$deltatoken=" + token);
        } else {
            json.put("@odata.nextLink", folder + "$skiptoken=" + token);
        }
        ArrayNode value = json.putArray("value");
        page.entries()
                .forEach(entry -> value.add(
                        switch (entry) {
                            case Present(var item) ->
                                MessageJson.of(
                                                item,
                                                request.preferences(),
                                                stream.options().select(),
                                                new Expand(
                                                        stream.options().attachments(),
                                                        stream.options().extendedIds()))
                                        .put("@odata.type", "#microsoft.graph.message");
                            case Gone(var removal) ->
                                removed(request.preferences().immutableIds() ? removal.immutableId() : removal.id());
                        }));
        return json;
    }

    private static ObjectNode removed(String id) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@odata.type", "#microsoft.graph.message").put("id", id);
        json.putObject("@removed").put("reason", "deleted");
        return json;
    }
}
