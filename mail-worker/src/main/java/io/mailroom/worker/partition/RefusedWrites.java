package io.mailroom.worker.partition;

import io.mailroom.worker.commit.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How many writes Kafka will never take, and the newest of them. */
public final class RefusedWrites {
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Refused newest;

    /**
     * One of them.
     *
     * @param place topic, partition and offset of the record that it was about
     */
    public record Refused(String place, Refusal refusal, Instant at) {
        @Override
        public String toString() {
            return "%s at %s: %s takes no record of %d bytes (%s)"
                    .formatted(place, at, refusal.topic(), refusal.bytes(), refusal.why());
        }
    }

    void add(Refused refused) {
        newest = refused;
        count.incrementAndGet();
    }

    public long count() {
        return count.get();
    }

    public Optional<Refused> newest() {
        return Optional.ofNullable(newest);
    }
}
