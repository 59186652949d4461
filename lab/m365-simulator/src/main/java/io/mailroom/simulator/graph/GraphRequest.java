package io.mailroom.simulator.graph;

import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.ItemIds;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.simulator.exchange.Call;
import java.util.Optional;

/**
 * A call with everything it refers to.
 *
 * @param owner whose mailbox it is
 * @param userPath {@code me} or {@code users('..')}, for links
 */
record GraphRequest(
        Call call, Caller caller, Account owner, Mailbox mailbox, Preferences preferences, String userPath) {

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

    String userUrl() {
        return call.baseUrl() + "/v1.0/" + userPath;
    }

    String context(String rest) {
        return call.baseUrl() + "/v1.0/$metadata#users('" + owner.oid() + "')/" + rest;
    }
}
