package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.simulator.exchange.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Mail folders: list, get, create. */
@ApplicationScoped
class FolderRoutes {
    private static final Set<String> OPTIONS = Set.of("$select", "$top", "$skip", "$count");

    private final JsonBodies bodies;

    FolderRoutes(JsonBodies bodies) {
        this.bodies = bodies;
    }

    Answer list(GraphRequest request, Folder parent) {
        request.require(RequiredScope.READ_BASIC);
        QueryOptions options = options(request);
        List<Folder> folders = request.mailbox().folders().stream()
                .filter(folder -> folder.parentId().equals(parent.id()))
                .toList();
        return Answer.json(
                200,
                request.page(
                        "mailFolders", options, folders, folder -> json(request.mailbox(), folder, options.select())));
    }

    private QueryOptions options(GraphRequest request) {
        return QueryOptions.of(request.call().queryParameters(), OPTIONS, bodies.properties(JsonBodies.FOLDER));
    }

    Answer get(GraphRequest request, Folder folder) {
        request.require(RequiredScope.READ_BASIC);
        return request.entity(
                "mailFolders", json(request.mailbox(), folder, options(request).select()), 200);
    }

    Answer create(GraphRequest request, Folder parent) {
        request.require(RequiredScope.WRITE);
        String name = bodies.read(request.call(), JsonBodies.FOLDER)
                .path("displayName")
                .asText("");
        boolean taken = request.mailbox().folders().stream()
                .anyMatch(it ->
                        it.parentId().equals(parent.id()) && it.displayName().equalsIgnoreCase(name));
        if (name.isBlank()) {
            throw new GraphRefusal(400, "ErrorInvalidRequest", "displayName is required.");
        }
        if (taken) {
            throw new GraphRefusal(
                    409,
                    "ErrorFolderExists",
                    "A folder with the specified name already exists., Could not create folder '" + name + "'.");
        }
        Folder folder = request.mailbox().createFolder(name, parent.id());
        return request.entity("mailFolders", json(request.mailbox(), folder, List.of()), 201);
    }

    private static ObjectNode json(Mailbox mailbox, Folder folder, List<String> select) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String parent = folder.wellKnown() == WellKnownFolder.ROOT ? folder.id() : folder.parentId();
        json.put("id", folder.id()).put("displayName", folder.displayName()).put("parentFolderId", parent);
        json.put(
                "childFolderCount",
                mailbox.folders().stream()
                        .filter(it -> it.parentId().equals(folder.id()))
                        .count());
        json.put("unreadItemCount", mailbox.unread(folder.id())).put("totalItemCount", mailbox.count(folder.id()));
        json.put("isHidden", false);
        if (!select.isEmpty()) {
            json.retain(Stream.concat(select.stream(), Stream.of("id")).toList());
        }
        return json;
    }
}
