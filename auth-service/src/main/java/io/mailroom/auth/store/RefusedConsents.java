package io.mailroom.auth.store;

import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * First consents that only an administrator can help on: since late 2025 the usual case in tenants with Microsoft's own
 * consent policy (facts A11). Nobody was identified, so there is no connection yet; its id and its NEEDS_ADMIN stand here
 * until the administrator has consented and the user comes again.
 */
@Singleton
public class RefusedConsents {
    private final Database database;
    private final Outbox outbox;
    private final StateChanges changes;

    @Inject
    RefusedConsents(Database database, Outbox outbox, StateChanges changes) {
        this.database = database;
        this.outbox = outbox;
        this.changes = changes;
    }

    @Transactional
    public void record(PendingConsent consent, String reason, @Nullable Integer aadsts) {
        remove(consent.connectionId());
        database.update(
                """
                insert into refused_consent (connection_id, client, cloud, mailbox_hint, shared_mailboxes, reason,
                                             aadsts, refused_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                consent.connectionId().value(),
                consent.client().value(),
                consent.cloud(),
                consent.mailboxHint(),
                consent.sharedMailboxes().toColumn(),
                reason,
                aadsts,
                changes.now());
        outbox.add(changes.event(
                consent.connectionId(),
                consent.client(),
                ConnectionState.NEEDS_ADMIN,
                consent.cloud(),
                reason,
                aadsts));
    }

    /** The administrator has consented: now the user can. */
    @Transactional
    public void adminConsented(ClientName client, ConnectionId id) {
        find(client, id)
                .ifPresent(refused -> outbox.add(changes.event(
                        id, client, ConnectionState.NEEDS_RECONNECT, refused.cloud(), "admin_consented", null)));
    }

    /** The user has connected after all. */
    public void remove(ConnectionId id) {
        database.update("delete from refused_consent where connection_id = ?", id.value());
    }

    public Optional<RefusedConsent> find(ClientName client, ConnectionId id) {
        return database.first(
                RefusedConsent::of,
                "select * from refused_consent where connection_id = ? and client = ?",
                id.value(),
                client.value());
    }

    public List<RefusedConsent> list(ClientName client) {
        return database.query(RefusedConsent::of, "select * from refused_consent where client = ?", client.value());
    }

    /** @return how many there were of this connection */
    public long withdraw(ClientName client, ConnectionId id) {
        return database.update(
                "delete from refused_consent where client = ? and connection_id = ?", client.value(), id.value());
    }

    /** @param addresses in lower case */
    public List<RefusedConsent> ofPerson(ClientName client, Set<String> ids, Set<String> addresses) {
        return database.query(
                RefusedConsent::of,
                "select * from refused_consent where " + PendingConsents.OF_PERSON,
                client.value(),
                ids,
                addresses);
    }

    /** @return how many of {@link #ofPerson} there were */
    public long erase(ClientName client, Set<String> ids, Set<String> addresses) {
        return database.update(
                "delete from refused_consent where " + PendingConsents.OF_PERSON, client.value(), ids, addresses);
    }
}
