package io.mailroom.worker.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What shows from outside how polling goes. Written by the polling thread, read by others. Promise: nothing that is only
 * looked at can end the polling; what cannot be seen is unknown.
 */
public final class IntakeSigns {
    private static final Logger LOG = Logger.getLogger(IntakeSigns.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Clock clock;
    private volatile Instant lastPoll;
    private volatile Instant lastHeartbeat;
    private volatile OptionalLong lag = OptionalLong.empty();
    private @Nullable Metric sinceHeartbeat;

    IntakeSigns(Consumer<byte[], byte[]> consumer, Clock clock) {
        this.consumer = consumer;
        this.clock = clock;
        this.lastPoll = clock.instant();
        this.lastHeartbeat = lastPoll;
    }

    /** @param worked partitions that are read; what waits in others waits for something else */
    void polled(Set<TopicPartition> worked) {
        lastPoll = clock.instant();
        try {
            lastHeartbeat = heartbeat(lastPoll);
            lag = knownLag(worked);
        } catch (RuntimeException e) {
            lag = OptionalLong.empty();
            LOG.debugf(e, "how polling goes cannot be seen just now");
        }
    }

    private OptionalLong knownLag(Set<TopicPartition> worked) {
        long sum = 0;
        for (TopicPartition partition : worked) {
            OptionalLong known = consumer.currentLag(partition);
            if (known.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += known.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private Instant heartbeat(Instant now) {
        if (sinceHeartbeat == null) {
            sinceHeartbeat = consumer.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                    .findFirst()
                    .orElse(null);
        }
        return sinceHeartbeat != null && sinceHeartbeat.metricValue() instanceof Double seconds && seconds >= 0
                ? now.minusSeconds(seconds.longValue())
                : lastHeartbeat;
    }

    public Instant lastPoll() {
        return lastPoll;
    }

    /** When the broker was last told that this worker is there; while it is away, nothing can be told. */
    public Instant lastHeartbeat() {
        return lastHeartbeat;
    }

    /** Records that wait to be read, as of the newest poll; empty while that is not known of every partition. */
    public OptionalLong lag() {
        return lag;
    }
}
