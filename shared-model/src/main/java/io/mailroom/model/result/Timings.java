package io.mailroom.model.result;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a command passed its stations, always in their order.
 *
 * <p>Its times may come from several workers, whose clocks differ, and from several attempts: what is later than the
 * station after it is told as that one's time. The submission alone is never moved: the journal tells of it, too.
 *
 * @param startedAt absent if the command was answered without being begun
 * @param submittedAt when Graph was asked to send; absent for whatever sent nothing
 */
public record Timings(
        Instant receivedAt,
        @Nullable Instant startedAt,
        @Nullable Instant submittedAt,
        Instant finishedAt) {
    public Timings {
        startedAt = startedAt == null || submittedAt == null ? startedAt : earlier(startedAt, submittedAt);
        Instant next = startedAt == null ? submittedAt : startedAt;
        receivedAt = next == null ? receivedAt : earlier(receivedAt, next);
        finishedAt = latest(receivedAt, startedAt, submittedAt, finishedAt);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isAfter(other) ? other : one;
    }

    private static Instant latest(@Nullable Instant... times) {
        return Collections.max(Stream.of(times).filter(Objects::nonNull).toList());
    }
}
