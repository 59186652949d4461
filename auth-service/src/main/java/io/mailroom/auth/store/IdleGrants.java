package io.mailroom.auth.store;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Grants that nobody has used for long. */
@Singleton
public class IdleGrants {
    /** Of so many that may be due, some are: the spread decides by the id, which the database does not know. */
    private static final int CANDIDATES_FOR_ONE = 50;

    private final Database database;
    private final Clock clock;

    @Inject
    IdleGrants(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Connected grants that were not refreshed since a moment which lies, for each connection by its id, up to
     * {@code spread} before {@code since}; the longest idle first.
     *
     * @param exceptClouds whose grants are left out, so that they take no place from the others
     */
    public List<LeaseRequest> longestIdle(Instant since, Duration spread, int atMost, Set<String> exceptClouds) {
        return database
                .query(
                        row -> new Candidate(
                                row.getString("id"), row.getString("client"), Database.instant(row, "refreshed_at")),
                        """
                        select id, client, refreshed_at from connection
                         where key_id is not null and state = 'CONNECTED' and refreshed_at < ?
                           and (retry_at is null or retry_at < ?) and cloud <> all (?)
                         order by refreshed_at limit ?
                        """,
                        since,
                        clock.instant(),
                        exceptClouds,
                        atMost * CANDIDATES_FOR_ONE)
                .stream()
                .filter(one -> one.isIdle(since, spread))
                .limit(atMost)
                .map(one -> new LeaseRequest(new ConnectionId(one.id), new ClientName(one.client)))
                .toList();
    }

    private record Candidate(String id, String client, Instant refreshedAt) {
        boolean isIdle(Instant since, Duration spread) {
            long share = Math.floorMod(id.hashCode(), Math.max(1, spread.toSeconds()));
            return refreshedAt.isBefore(since.minusSeconds(share));
        }
    }
}
