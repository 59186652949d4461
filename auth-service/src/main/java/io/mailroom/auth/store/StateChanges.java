package io.mailroom.auth.store;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.outbox.AfterCommit;
import io.mailroom.auth.outbox.Outbox;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.ConnectionChanged.Cause;
import io.mailroom.model.event.ConnectionChanged.TenantMailbox;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
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
    private final Outbox outbox;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Clock clock;

    @Inject
    StateChanges(Outbox outbox, Audit audit, AfterCommit afterCommit, Clock clock) {
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
    long recordErased(ConnectionRow row) {
        ConnectionId id = new ConnectionId(row.id);
        long discarded = outbox.discard(id);
        outbox.add(new ConnectionChanged(
                UUID.randomUUID().toString(),
                id,
                new ClientName(row.client),
                ConnectionState.DISCONNECTED,
                new Cause("erased", null, NextSteps.of(ConnectionState.DISCONNECTED, null)),
                null,
                row.cloud,
                now()));
        return discarded;
    }

    /** Must run in the transaction that holds the row's lock, so that events stand in the order of the changes. */
    void apply(ConnectionRow row, ConnectionState state, @Nullable String reason, @Nullable Integer aadsts) {
        row.state = state;
        row.reason = reason;
        row.aadsts = aadsts;
        row.changedAt = now();
        outbox.add(new ConnectionChanged(
                UUID.randomUUID().toString(),
                new ConnectionId(row.id),
                new ClientName(row.client),
                state,
                new Cause(reason, aadsts, NextSteps.of(state, aadsts)),
                new TenantMailbox(new MailboxAddress(row.mailbox), row.tenantId),
                row.cloud,
                row.changedAt));
        Map<String, Object> facts =
                Map.of("connection", row.id, "client", row.client, "state", state, "reason", String.valueOf(reason));
        afterCommit.run(() -> audit.record(AuditEvent.STATE_CHANGED, facts));
    }
}
