package io.mailroom.model.result;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a command passed its stations.
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
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
    }
}
