package io.mailroom.auth.store;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.ConnectionChanged.Cause;
import io.mailroom.model.event.ConnectionChanged.TenantMailbox;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The only place that changes a state: the row, its event and the audit line belong together. */
@Singleton
class StateChanges {
    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Clock clock;

    @Inject
    StateChanges(Database database, Outbox outbox, Audit audit, AfterCommit afterCommit, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** As fine as an event can carry it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @return how many events that named the person had not been published and are gone */
    long recordErased(StoredConnection erased) {
        long discarded = outbox.discard(erased.id());
        outbox.add(event(erased.id(), erased.client(), ConnectionState.DISCONNECTED, erased.cloud(), "erased", null));
        return discarded;
    }

    /** Must run in the transaction that holds the row's lock, so that events stand in the order of the changes. */
    void apply(ConnectionId id, ConnectionState state, @Nullable String reason, @Nullable Integer aadsts) {
        StoredConnection changed = database.first(
                        StoredConnection::of, """
                        update connection set state = ?, reason = ?, aadsts = ?, changed_at = ? where id = ? returning *
                        """, state.name(), reason, aadsts, now(), id.value())
                .orElseThrow();
        outbox.add(event(
                id,
                changed.client(),
                state,
                changed.cloud(),
                reason,
                aadsts,
                new TenantMailbox(changed.mailbox(), changed.tenantId())));
        Map<String, Object> facts =
                Map.of("connection", id, "client", changed.client(), "state", state, "reason", String.valueOf(reason));
        afterCommit.run(() -> audit.record(AuditEvent.STATE_CHANGED, facts));
    }

    /** Of a connection whose person is not told, or not known. */
    ConnectionChanged event(
            ConnectionId id,
            ClientName client,
            ConnectionState state,
            String cloud,
            @Nullable String reason,
            @Nullable Integer aadsts) {
        return event(id, client, state, cloud, reason, aadsts, null);
    }

    private ConnectionChanged event(
            ConnectionId id,
            ClientName client,
            ConnectionState state,
            String cloud,
            @Nullable String reason,
            @Nullable Integer aadsts,
            @Nullable TenantMailbox mailbox) {
        return new ConnectionChanged(
                UUID.randomUUID().toString(),
                id,
                client,
                state,
                new Cause(reason, aadsts, NextSteps.of(state, aadsts)),
                mailbox,
                cloud,
                now());
    }
}
