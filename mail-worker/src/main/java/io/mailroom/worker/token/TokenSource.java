package io.mailroom.worker.token;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tokens in memory, and nowhere else, until shortly before they expire.
 *
 * <p>Promises: a token is good for at least {@code minValidity} when it is handed out; a dropped connection's token is
 * never handed out again, not even if its lease was under way while it was dropped.
 */
public final class TokenSource {
    private final LeaseService leases;
    private final Clock clock;
    private final Duration minValidity;
    private final ConcurrentMap<LeaseRequest, Held> held = new ConcurrentHashMap<>();
    private final ConcurrentMap<ConnectionId, Long> drops = new ConcurrentHashMap<>();

    /** @param drops of its connection before it was asked for; after one more it is dead */
    private record Held(LeaseReply lease, long drops) {}

    public TokenSource(LeaseService leases, Clock clock, Duration minValidity) {
        this.leases = leases;
        this.clock = clock;
        this.minValidity = minValidity;
    }

    public TokenAnswer lease(ClientName client, ConnectionId connection) {
        var request = new LeaseRequest(connection, client);
        long dropsBefore = dropsOf(connection);
        Held known = held.get(request);
        if (known != null && known.drops() == dropsBefore && lastsLongEnough(known.lease())) {
            return new TokenAnswer.Leased(known.lease());
        }
        TokenAnswer answer = leases.lease(request);
        if (answer instanceof TokenAnswer.Leased(var lease)) {
            held.put(request, new Held(lease, dropsBefore));
        } else {
            held.remove(request);
        }
        return answer;
    }

    private long dropsOf(ConnectionId connection) {
        return drops.getOrDefault(connection, 0L);
    }

    /** Forgets what is held for a connection: it was ended, or Graph refused its token. */
    public void drop(ConnectionId connection) {
        drops.merge(connection, 1L, Long::sum);
        held.keySet().removeIf(request -> request.connectionId().equals(connection));
    }

    private boolean lastsLongEnough(LeaseReply lease) {
        return lease.expiresAt().isAfter(clock.instant().plus(minValidity));
    }
}
