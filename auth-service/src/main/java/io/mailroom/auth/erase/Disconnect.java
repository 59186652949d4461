package io.mailroom.auth.erase;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.PendingConsents;
import io.mailroom.auth.store.RefusedConsents;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;

/**
 * Ends a connection in one transaction: consents under way, ciphertext and salt are gone together, the event with them.
 * A refresh that is under way finds no grant to replace and drops what it got. Entra has no way to take a token back
 * (facts A13), so an access token that a worker holds dies with its own expiry or with the worker's cache.
 */
@Singleton
public class Disconnect {
    private final Connections connections;
    private final PendingConsents consents;
    private final RefusedConsents refusals;
    private final Audit audit;

    @Inject
    Disconnect(Connections connections, PendingConsents consents, RefusedConsents refusals, Audit audit) {
        this.connections = connections;
        this.consents = consents;
        this.refusals = refusals;
        this.audit = audit;
    }

    /** @return false if this client has neither such a connection nor a consent under way for one */
    @Transactional
    public boolean run(ClientName client, ConnectionId id) {
        long withdrawn = consents.withdraw(client, id) + refusals.withdraw(client, id);
        boolean purged = connections.purge(client, id);
        if (purged || withdrawn > 0) {
            audit.record(
                    purged ? AuditEvent.DISCONNECTED : AuditEvent.CONSENT_WITHDRAWN,
                    Map.of("connection", id, "client", client));
            return true;
        }
        return false;
    }
}
