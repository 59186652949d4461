package io.mailroom.worker.token;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.TokenFingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each connection: its token, and which of its tokens Graph refused last. At most so many; the
 * longest unused is forgotten first, and that costs it one lease. An ended token is forgotten within a minute.
 *
 * <p>Whoever asks for a lease keeps what it found before: if another object stands there afterwards, the connection was
 * dropped or a token refused meanwhile, and what came is not kept. The lock is never held while anybody waits.
 */
final class HeldTokens {
    /** With tokens of 2.5 KB some 50 MB. */
    static final int MOST = 20_000;

    /** Of one connection; a call that began with an older token may end after a newer one was refused. */
    private static final int MOST_REFUSED = 4;

    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final float USUAL_LOAD = 0.75f;

    private final int most;
    private final Map<LeaseRequest, Held> held = new LinkedHashMap<>(16, USUAL_LOAD, true);
    private Instant swept = Instant.MIN;

    /** Compared by identity: two of them never stand for the same moment. */
    static final class Held {
        private final @Nullable LeaseReply lease;
        private final List<TokenFingerprint> refused;

        private Held(@Nullable LeaseReply lease, List<TokenFingerprint> refused) {
            this.lease = lease;
            this.refused = refused;
        }

        @Nullable
        LeaseReply lease() {
            return lease;
        }

        @Nullable
        TokenFingerprint lastRefused() {
            return refused.isEmpty() ? null : refused.getLast();
        }

        private boolean endsBefore(Instant time) {
            return lease != null && !lease.expiresAt().isAfter(time);
        }
    }

    HeldTokens(int most) {
        this.most = most;
    }

    /** @param goodUntil a token that ends before is not found any more */
    Held find(LeaseRequest mailbox, Instant goodUntil) {
        synchronized (held) {
            sweep(goodUntil);
            Held known = held.get(mailbox);
            if (known == null || known.endsBefore(goodUntil)) {
                known = new Held(null, known == null ? List.of() : known.refused);
                put(mailbox, known);
            }
            return known;
        }
    }

    /** @return false if this token was refused, now or before; then it must not be handed out */
    boolean got(LeaseRequest mailbox, Held before, LeaseReply lease, TokenFingerprint token) {
        synchronized (held) {
            Held known = held.get(mailbox);
            if ((known == null ? before : known).refused.contains(token)) {
                return false;
            }
            if (known == before) {
                put(mailbox, new Held(lease, known.refused));
            }
            return true;
        }
    }

    void gotNone(LeaseRequest mailbox, Held before) {
        synchronized (held) {
            if (held.get(mailbox) == before && before.refused.isEmpty()) {
                held.remove(mailbox);
            }
        }
    }

    void refuse(LeaseRequest mailbox, TokenFingerprint token) {
        synchronized (held) {
            Held known = held.get(mailbox);
            var refused = new ArrayList<>(known == null ? List.<TokenFingerprint>of() : known.refused);
            refused.remove(token);
            refused.add(token);
            LeaseReply lease = known == null ? null : known.lease;
            boolean it =
                    lease != null && TokenFingerprint.of(lease.accessToken()).equals(token);
            put(
                    mailbox,
                    new Held(
                            it ? null : lease,
                            List.copyOf(refused.subList(Math.max(0, refused.size() - MOST_REFUSED), refused.size()))));
        }
    }

    /** For every client that names it. What was refused stays so. */
    void drop(ConnectionId connection) {
        synchronized (held) {
            for (Iterator<Map.Entry<LeaseRequest, Held>> each = held.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<LeaseRequest, Held> entry = each.next();
                if (entry.getKey().connectionId().equals(connection)) {
                    if (entry.getValue().refused.isEmpty()) {
                        each.remove();
                    } else {
                        entry.setValue(new Held(null, entry.getValue().refused));
                    }
                }
            }
        }
    }

    int size() {
        synchronized (held) {
            return held.size();
        }
    }

    private void put(LeaseRequest mailbox, Held value) {
        held.put(mailbox, value);
        if (held.size() > most) {
            held.remove(held.keySet().iterator().next());
        }
    }

    private void sweep(Instant goodUntil) {
        if (swept.isBefore(goodUntil.minus(SWEEP))) {
            swept = goodUntil;
            held.values().removeIf(known -> known.endsBefore(goodUntil));
        }
    }
}
