package io.mailroom.worker.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.TokenFingerprint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each connection: its token, and which of its tokens Graph refused last. What is forgotten costs
 * one lease.
 *
 * <p>Bound: so many connections. Of one a token that has ended is not found any more, and all is forgotten when its token
 * ends, or with a refusal after {@link #REFUSED_FOR}.
 *
 * <p>Whoever asks for a lease keeps what it found before: if another object stands there afterwards, the connection was
 * dropped or a token refused meanwhile, and what came is not kept. Nothing is locked while anybody waits.
 */
final class TokenCache {
    /** With tokens of 2.5 KB some 50 MB. */
    static final int MOST = 20_000;

    /** Of one connection; a call that began with an older token may end after a newer one was refused. */
    private static final int MOST_REFUSED = 4;

    /** No access token lives longer (facts A: up to 28 hours with continuous access evaluation). */
    private static final Duration REFUSED_FOR = Duration.ofHours(30);

    private final Cache<LeaseRequest, Held> held;

    /** Compared by identity: two of them never stand for the same moment. */
    static final class Held {
        final @Nullable LeaseReply lease;
        private final List<TokenFingerprint> refused;

        private Held(@Nullable LeaseReply lease, List<TokenFingerprint> refused) {
            this.lease = lease;
            this.refused = refused;
        }

        @Nullable
        TokenFingerprint lastRefused() {
            return refused.isEmpty() ? null : refused.getLast();
        }

        private boolean endsBefore(Instant time) {
            return lease != null && !lease.expiresAt().isAfter(time);
        }

        private Duration keptFrom(Instant now) {
            if (lease == null || !refused.isEmpty()) {
                return REFUSED_FOR;
            }
            return lease.expiresAt().isAfter(now) ? Duration.between(now, lease.expiresAt()) : Duration.ZERO;
        }
    }

    TokenCache(int most, Clock clock) {
        held = Caffeine.newBuilder()
                .maximumSize(most)
                .executor(Runnable::run)
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()))
                .expireAfter(Expiry.<LeaseRequest, Held>writing((_, known) -> known.keptFrom(clock.instant())))
                .build();
    }

    /** @param goodUntil a token that ends before is not found any more */
    Held find(LeaseRequest mailbox, Instant goodUntil) {
        return held.asMap()
                .compute(
                        mailbox,
                        (_, known) -> known == null
                                ? new Held(null, List.of())
                                : known.endsBefore(goodUntil) ? new Held(null, known.refused) : known);
    }

    /** @return false if this token was refused, now or before; then it must not be handed out */
    boolean got(LeaseRequest mailbox, Held before, LeaseReply lease, TokenFingerprint token) {
        var good = new AtomicBoolean();
        held.asMap().compute(mailbox, (_, known) -> {
            Held now = known == null ? before : known;
            good.set(!now.refused.contains(token));
            return good.get() && known == before ? new Held(lease, now.refused) : known;
        });
        return good.get();
    }

    void gotNone(LeaseRequest mailbox, Held before) {
        held.asMap()
                .computeIfPresent(mailbox, (_, known) -> known == before && before.refused.isEmpty() ? null : known);
    }

    void refuse(LeaseRequest mailbox, TokenFingerprint token) {
        held.asMap().compute(mailbox, (_, known) -> {
            var refused = new ArrayList<>(known == null ? List.<TokenFingerprint>of() : known.refused);
            refused.remove(token);
            refused.add(token);
            LeaseReply lease = known == null ? null : known.lease;
            boolean it =
                    lease != null && TokenFingerprint.of(lease.accessToken()).equals(token);
            return new Held(
                    it ? null : lease,
                    List.copyOf(refused.subList(Math.max(0, refused.size() - MOST_REFUSED), refused.size())));
        });
    }

    /** For every client that names it. What was refused stays so. */
    void drop(ConnectionId connection) {
        held.asMap().keySet().stream()
                .filter(mailbox -> mailbox.connectionId().equals(connection))
                .forEach(mailbox -> held.asMap()
                        .computeIfPresent(
                                mailbox, (_, known) -> known.refused.isEmpty() ? null : new Held(null, known.refused)));
    }

    long size() {
        held.cleanUp();
        return held.estimatedSize();
    }
}
