package io.mailroom.model.event;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection is in another state than before. The newest one for each connection stays in its compacted topic.
 *
 * @param aadsts Microsoft's error number behind the change, without its prefix
 * @param nextStep what a person can do about it, in plain words
 */
public record ConnectionChanged(
        String eventId,
        ConnectionId connectionId,
        ClientName client,
        ConnectionState state,
        @Nullable String reason,
        @Nullable Integer aadsts,
        @Nullable String nextStep,
        @Nullable MailboxAddress mailbox,
        @Nullable String tenantId,
        String cloud,
        Instant changedAt) {
    public static final String TYPE = "io.mailroom.connection.changed.v1";

    public ConnectionChanged {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(changedAt, "changedAt");
    }

    /** For no reason, and of no mailbox that is known. */
    public static ConnectionChanged of(
            String eventId,
            ConnectionId connectionId,
            ClientName client,
            ConnectionState state,
            String cloud,
            Instant changedAt) {
        return new ConnectionChanged(
                eventId, connectionId, client, state, null, null, null, null, null, cloud, changedAt);
    }

    /** The same with what is behind the change. */
    public ConnectionChanged because(
            @Nullable String newReason, @Nullable Integer newAadsts, @Nullable String newNextStep) {
        return new ConnectionChanged(
                eventId,
                connectionId,
                client,
                state,
                newReason,
                newAadsts,
                newNextStep,
                mailbox,
                tenantId,
                cloud,
                changedAt);
    }

    /** The same, of this mailbox in this tenant. */
    public ConnectionChanged ofMailbox(MailboxAddress newMailbox, String newTenantId) {
        return new ConnectionChanged(
                eventId,
                connectionId,
                client,
                state,
                reason,
                aadsts,
                nextStep,
                newMailbox,
                newTenantId,
                cloud,
                changedAt);
    }
}
