package io.mailroom.worker.send;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a mailbox is looked at for a mail in doubt, as a pure function of the time since its permission: whoever goes on
 * after a parking or a takeover goes on in the same plan, so that a doubt costs at most six looks before the longest send is over.
 */
final class LookUpTimes {
    /** After the first look, which is made at once. Most sends that answer late are over within seconds (facts G2). */
    private static final List<Duration> EARLY = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(40),
            Duration.ofSeconds(90));

    private LookUpTimes() {}

    /** @return the next look after {@code now}; the last one is when the longest send is over */
    static Instant next(Instant permittedAt, Instant now, Duration longestSend) {
        return EARLY.stream()
                .filter(early -> early.compareTo(longestSend) < 0)
                .map(permittedAt::plus)
                .filter(time -> time.isAfter(now))
                .findFirst()
                .orElse(permittedAt.plus(longestSend));
    }
}
