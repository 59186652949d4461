package io.mailroom.model.event;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection is in another state than before. The newest one for each connection stays in its compacted topic.
 *
 * @param mailbox absent where none is known, or none may be told any more
 */
public record ConnectionChanged(
        String eventId,
        ConnectionId connectionId,
        ClientName client,
        ConnectionState state,
        Cause cause,
        @Nullable TenantMailbox mailbox,
        String cloud,
        Instant changedAt) {
    public static final String TYPE = "io.mailroom.connection.changed.v1";

    /**
     * What is behind a change.
     *
     * @param aadsts Microsoft's error number, without its prefix
     * @param nextStep what a person can do about it, in plain words
     */
    public record Cause(
            @Nullable String reason,
            @Nullable Integer aadsts,
            @Nullable String nextStep) {}

    /** A mailbox, and the tenant that it belongs to. */
    public record TenantMailbox(MailboxAddress address, String tenantId) {}
}
