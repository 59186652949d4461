package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the brokers refused to write, by client. A refusal counts more than a look that finds nothing wrong: it holds the
 * client for a while, twice as long each time it comes back, up to a minute. Any thread may use it.
 *
 * <p>Bound: one for each client that the newest look found; each look takes the others away.
 */
final class Refusals {
    /** After so long without one, the next counts as the first. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    /** @param over whether a look found nothing wrong since */
    private record Refusal(String why, Instant at, Duration holds, boolean over) {
        Instant until() {
            return at.plus(holds);
        }

        Refusal ended() {
            return new Refusal(why, at, holds, true);
        }
    }

    private final Map<ClientName, Refusal> refusals = new ConcurrentHashMap<>();
    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    void add(ClientName client, String why) {
        Instant now = clock.instant();
        refusals.compute(client, (_, before) -> {
            Duration holds = before == null
                    ? Backoff.REFUSED_CLIENT.first()
                    : before.over() ? Backoff.REFUSED_CLIENT.next(before.holds()) : before.holds();
            return new Refusal(why, now, holds, false);
        });
    }

    Optional<String> of(ClientName client) {
        return Optional.ofNullable(refusals.get(client))
                .filter(refusal -> !refusal.over())
                .map(Refusal::why);
    }

    /** A look that began then found nothing wrong. */
    void foundWell(ClientName client, Instant lookBegan) {
        refusals.computeIfPresent(
                client, (_, refusal) -> lookBegan.isBefore(refusal.until()) ? refusal : refusal.ended());
    }

    /** Forgets clients that a look no longer found, and what is long over. */
    void keepOnly(Set<ClientName> found, Instant lookBegan) {
        Instant old = clock.instant().minus(FORGOTTEN_AFTER);
        refusals.entrySet().removeIf(entry -> {
            Refusal refusal = entry.getValue();
            boolean gone = !found.contains(entry.getKey()) && refusal.at().isBefore(lookBegan);
            boolean longOver = refusal.over() && refusal.until().isBefore(old);
            return gone || longOver;
        });
    }

    /** When the next may be over; empty if none holds anybody. */
    Optional<Instant> nextEnd() {
        return refusals.values().stream()
                .filter(refusal -> !refusal.over())
                .map(Refusal::until)
                .min(Instant::compareTo);
    }
}
