package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseProblem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a connection, as it was read, allows. Pure. */
sealed interface Look {
    record StillValid(EncryptedGrant grant) implements Look {}

    record NeedsRefresh(EncryptedGrant grant) implements Look {}

    record Closed(LeaseProblem problem, @Nullable Duration retryAfter) implements Look {}

    static Look at(StoredConnection connection, Instant now, Duration minValidity) {
        EncryptedGrant grant = connection.grant();
        return switch (connection.state()) {
            case CONNECTED -> grant == null ? disconnected() : open(connection, grant, now, minValidity);
            case NEEDS_RECONNECT -> new Closed(LeaseProblem.RECONNECT_REQUIRED, null);
            case NEEDS_ADMIN -> resting(connection, grant, now, LeaseProblem.ADMIN_REQUIRED);
            case OPERATOR_FAULT -> resting(connection, grant, now, LeaseProblem.OPERATOR_FAULT);
            case DISCONNECTED -> disconnected();
        };
    }

    private static Look open(StoredConnection connection, EncryptedGrant grant, Instant now, Duration minValidity) {
        return grant.accessExpiresAt().isAfter(now.plus(minValidity))
                ? new StillValid(grant)
                : resting(connection, grant, now, LeaseProblem.IDENTITY_UNAVAILABLE);
    }

    /** Others may have helped since: once its rest is over, the grant is worth another try. */
    private static Look resting(
            StoredConnection connection, @Nullable EncryptedGrant grant, Instant now, LeaseProblem problem) {
        Instant retryAt = connection.retryAt();
        if (grant == null) {
            return disconnected();
        }
        return retryAt == null || !retryAt.isAfter(now)
                ? new NeedsRefresh(grant)
                : new Closed(problem, Duration.between(now, retryAt));
    }

    private static Look disconnected() {
        return new Closed(LeaseProblem.DISCONNECTED, null);
    }
}
