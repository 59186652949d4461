package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.store.RefreshCause;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseProblem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a connection, as it was read, allows. Pure. */
sealed interface TokenState {
    record StillValid(EncryptedGrant grant) implements TokenState {}

    record NeedsRefresh(EncryptedGrant grant, RefreshCause cause) implements TokenState {}

    record Unusable(LeaseProblem problem, @Nullable Duration retryAfter) implements TokenState {}

    /**
     * @param minValidity for how long a lent token is good at least
     * @param renewalRest how long a connection rests after a token was renewed because Graph had refused it
     */
    record Rules(Duration minValidity, Duration renewalRest) {}

    /** @param refused whether Graph refused the very access token that stands in this connection */
    static TokenState of(StoredConnection connection, boolean refused, Instant now, Rules rules) {
        EncryptedGrant grant = connection.grant();
        return switch (connection.state()) {
            case CONNECTED -> grant == null ? disconnected() : ofConnected(connection, grant, refused, now, rules);
            case NEEDS_RECONNECT -> new Unusable(LeaseProblem.RECONNECT_REQUIRED, null);
            case NEEDS_ADMIN ->
                refreshUnlessPostponed(connection, grant, RefreshCause.ENDING, now, LeaseProblem.ADMIN_REQUIRED);
            case OPERATOR_FAULT ->
                refreshUnlessPostponed(connection, grant, RefreshCause.ENDING, now, LeaseProblem.OPERATOR_FAULT);
            case DISCONNECTED -> disconnected();
        };
    }

    private static TokenState ofConnected(
            StoredConnection connection, EncryptedGrant grant, boolean refused, Instant now, Rules rules) {
        if (!grant.accessExpiresAt().isAfter(now.plus(rules.minValidity()))) {
            return refreshUnlessPostponed(
                    connection, grant, RefreshCause.ENDING, now, LeaseProblem.IDENTITY_UNAVAILABLE);
        }
        if (!refused) {
            return new StillValid(grant);
        }
        Duration rest = restOfRenewal(connection.renewedAt(), now, rules.renewalRest());
        return rest.isPositive()
                ? new Unusable(LeaseProblem.TOKEN_REFUSED, rest)
                : refreshUnlessPostponed(
                        connection, grant, RefreshCause.REFUSED, now, LeaseProblem.IDENTITY_UNAVAILABLE);
    }

    /** Never longer than a whole one, however far the clock of the replica that renewed was ahead. */
    private static Duration restOfRenewal(@Nullable Instant renewedAt, Instant now, Duration whole) {
        Duration rest = renewedAt == null ? Duration.ZERO : Duration.between(now, renewedAt.plus(whole));
        return rest.compareTo(whole) > 0 ? whole : rest;
    }

    /** Others may have helped since: once its rest is over, the grant is worth another try. */
    private static TokenState refreshUnlessPostponed(
            StoredConnection connection,
            @Nullable EncryptedGrant grant,
            RefreshCause cause,
            Instant now,
            LeaseProblem problem) {
        Instant retryAt = connection.retryAt();
        if (grant == null) {
            return disconnected();
        }
        return retryAt == null || !retryAt.isAfter(now)
                ? new NeedsRefresh(grant, cause)
                : new Unusable(problem, Duration.between(now, retryAt));
    }

    private static TokenState disconnected() {
        return new Unusable(LeaseProblem.DISCONNECTED, null);
    }
}
