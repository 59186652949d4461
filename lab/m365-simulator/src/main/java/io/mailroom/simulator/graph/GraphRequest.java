package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.ItemIds;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A call with everything it refers to.
 *
 * @param owner whose mailbox it is
 * @param userPath {@code me} or {@code users('..')}, for links
 */
record GraphRequest(
        Call call, Caller caller, Account owner, Mailbox mailbox, Preferences preferences, String userPath) {
    private static final int DEFAULT_PAGE = 10;

    boolean ownMailbox() {
        return caller.account().oid().equals(owner.oid());
    }

    void require(RequiredScope need) {
        if (!need.metBy(caller.scopes(), ownMailbox())) {
            throw GraphRefusal.accessDenied();
        }
    }

    /** The item of that id, in that folder if one is given. */
    Item item(String id, Optional<Folder> folder) {
        if (!ItemIds.wellFormed(id)) {
            throw GraphRefusal.malformedId();
        }
        return mailbox.find(id, call.arrivedAt())
                .filter(item ->
                        folder.isEmpty() || item.folderId().equals(folder.get().id()))
                .orElseThrow(GraphRefusal::itemNotFound);
    }

    Folder folder(String idOrName) {
        return mailbox.folder(idOrName).orElseThrow(() -> {
            boolean couldBe = idOrName.matches("A[A-Za-z0-9_-]{40,}={0,2}");
            return couldBe ? GraphRefusal.itemNotFound() : GraphRefusal.malformedId();
        });
    }

    /** An entity with where it stands. */
    Answer entity(String path, ObjectNode entity, int status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@odata.context", context(path + "/$entity"));
        json.setAll(entity);
        return Answer.json(status, json);
    }

    /** The page of a list that was asked for, and where the next one is. */
    <T> ObjectNode page(String path, QueryOptions options, List<T> all, Function<T, ObjectNode> shown) {
        int size = options.top().orElse(preferences.maxPageSize().orElse(DEFAULT_PAGE));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("@odata.context", context(path));
        if (options.count()) {
            page.put("@odata.count", all.size());
        }
        ArrayNode value = page.putArray("value");
        all.stream().skip(options.skip()).limit(size).map(shown).forEach(value::add);
        if (options.skip() + size < all.size()) {
            page.put("@odata.nextLink", Links.next(call, size, options.skip() + size));
        }
        return page;
    }

    String userUrl() {
        return call.baseUrl() + "/v1.0/" + userPath;
    }

    String context(String rest) {
        return call.baseUrl() + "/v1.0/$metadata#users('" + owner.oid() + "')/" + rest;
    }
}
