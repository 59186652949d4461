package io.mailroom.auth.store;

import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Grants that nobody has used for long. */
@ApplicationScoped
public class IdleGrants {
    /** Of so many that may be due, some are: the spread decides by the id, which the database does not know. */
    private static final int CANDIDATES_FOR_ONE = 50;

    private final Connections.Rows rows;
    private final Clock clock;

    @Inject
    IdleGrants(Connections.Rows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Connected grants that were not refreshed since a moment which lies, for each connection by its id, up to
     * {@code spread} before {@code since}; the longest idle first.
     *
     * @param exceptClouds whose grants are left out, so that they take no place from the others
     */
    @Transactional
    public List<LeaseRequest> longestIdle(Instant since, Duration spread, int atMost, Set<String> exceptClouds) {
        Instant now = clock.instant();
        return rows
                .find(
                        "keyId is not null and state = ?1 and refreshedAt < ?2 and (retryAt is null or retryAt < ?3)"
                                + " and cloud not in ?4 order by refreshedAt",
                        ConnectionState.CONNECTED,
                        since,
                        now,
                        exceptClouds.isEmpty() ? Set.of("") : exceptClouds)
                .page(0, atMost * CANDIDATES_FOR_ONE)
                .stream()
                .filter(row -> isIdle(row, since, spread))
                .limit(atMost)
                .map(row -> new LeaseRequest(new ConnectionId(row.id), new ClientName(row.client)))
                .toList();
    }

    private static boolean isIdle(ConnectionRow row, Instant since, Duration spread) {
        long share = Math.floorMod(row.id.hashCode(), Math.max(1, spread.toSeconds()));
        return row.refreshedAt != null && row.refreshedAt.isBefore(since.minusSeconds(share));
    }
}
