package io.mailroom.auth.consent;

import io.mailroom.auth.outbox.Outbox;
import io.mailroom.auth.store.NextSteps;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * First consents that only an administrator can help on: since late 2025 the usual case in tenants with Microsoft's own
 * consent policy (facts A11). Nobody was identified, so there is no connection yet; its id and its NEEDS_ADMIN stand here
 * until the administrator has consented and the user comes again.
 */
@ApplicationScoped
public class RefusedConsents implements PanacheRepositoryBase<RefusedConsentRow, String> {
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    RefusedConsents(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void record(PendingConsent consent, String reason, @Nullable Integer aadsts) {
        deleteById(consent.connectionId().value());
        RefusedConsentRow row = new RefusedConsentRow();
        row.connectionId = consent.connectionId().value();
        row.client = consent.client().value();
        row.cloud = consent.cloud();
        row.mailboxHint = consent.mailboxHint();
        row.sharedMailboxes = consent.sharedMailboxes().toColumn();
        row.reason = reason;
        row.aadsts = aadsts;
        row.refusedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        persist(row);
        announce(row, ConnectionState.NEEDS_ADMIN, reason, aadsts);
    }

    /** The administrator has consented: now the user can. */
    @Transactional
    public void adminConsented(ClientName client, ConnectionId id) {
        row(client, id).ifPresent(row -> announce(row, ConnectionState.NEEDS_RECONNECT, "admin_consented", null));
    }

    /** The user has connected after all. */
    @Transactional
    public void remove(ConnectionId id) {
        deleteById(id.value());
    }

    Optional<RefusedConsentRow> row(ClientName client, ConnectionId id) {
        return find("connectionId = ?1 and client = ?2", id.value(), client.value())
                .firstResultOptional();
    }

    @Transactional
    Optional<RefusedConsentRow> read(ClientName client, ConnectionId id) {
        return row(client, id);
    }

    /** As the client sees it. */
    @Transactional
    public Optional<RefusedConsent> find(ClientName client, ConnectionId id) {
        return row(client, id).map(RefusedConsent::of);
    }

    @Transactional
    public List<RefusedConsent> list(ClientName client) {
        return find("client", client.value()).stream().map(RefusedConsent::of).toList();
    }

    private void announce(RefusedConsentRow row, ConnectionState state, String reason, @Nullable Integer aadsts) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        outbox.add(new ConnectionChanged(
                UUID.randomUUID().toString(),
                new ConnectionId(row.connectionId),
                new ClientName(row.client),
                state,
                new ConnectionChanged.Cause(reason, aadsts, NextSteps.of(state, aadsts)),
                null,
                row.cloud,
                now));
    }
}
