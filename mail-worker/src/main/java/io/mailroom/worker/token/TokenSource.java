package io.mailroom.worker.token;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.TokenFingerprint;
import java.time.Clock;
import java.time.Duration;

/**
 * Tokens in memory, and nowhere else.
 *
 * <p>Promises: a token is good for at least {@code minValidity} when it is handed out; a dropped connection's token is
 * never handed out again, not even if its lease was under way while it was dropped; nor is a token that Graph refused,
 * whoever brings it back.
 */
public final class TokenSource {
    /** A connection whose leases keep bringing refused tokens is not asked for without end. */
    private static final int MOST_ASKED = 3;

    private final LeaseService leases;
    private final Clock clock;
    private final Duration minValidity;
    private final TokenCache held;

    public TokenSource(LeaseService leases, Clock clock, Duration minValidity) {
        this(leases, clock, minValidity, TokenCache.MOST);
    }

    /** @param most connections that are remembered */
    TokenSource(LeaseService leases, Clock clock, Duration minValidity, int most) {
        this.leases = leases;
        this.clock = clock;
        this.minValidity = minValidity;
        this.held = new TokenCache(most, clock);
    }

    /** Blocks while auth-service is asked; holds nothing meanwhile that another connection waits for. */
    public TokenAnswer lease(ClientName client, ConnectionId connection) {
        var mailbox = new LeaseRequest(connection, client);
        TokenCache.Held before = held.find(mailbox, clock.instant().plus(minValidity));
        LeaseReply known = before.lease;
        return known == null ? asked(mailbox, before) : new TokenAnswer.Leased(known);
    }

    private TokenAnswer asked(LeaseRequest mailbox, TokenCache.Held before) {
        TokenFingerprint refused = before.lastRefused();
        for (int ask = 1; ask <= MOST_ASKED; ask++) {
            TokenAnswer answer = leases.lease(new LeaseRequest(mailbox.connectionId(), mailbox.client(), refused));
            if (!(answer instanceof TokenAnswer.Leased(LeaseReply lease))) {
                held.gotNone(mailbox, before);
                return answer;
            }
            TokenFingerprint got = TokenFingerprint.of(lease.accessToken());
            if (held.got(mailbox, before, lease, got)) {
                return answer;
            }
            if (got.equals(refused)) {
                break; // an auth-service of before this question lends what it has
            }
            refused = got;
        }
        return new TokenAnswer.NotConnected(LeaseProblem.TOKEN_REFUSED);
    }

    /** Forgets what is held for a connection: something about it changed, or it was ended. */
    public void drop(ConnectionId connection) {
        held.drop(connection);
    }

    /** Graph refused this token of the connection: the next lease says so. */
    public void refuse(ClientName client, ConnectionId connection, AccessToken token) {
        held.refuse(new LeaseRequest(connection, client), TokenFingerprint.of(token));
    }

    /** For tests: what is remembered. */
    long remembered() {
        return held.size();
    }
}
