package io.mailroom.chaos.publish;

import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The settings of a producer that publishes once and in order, through every outage of the broker: it goes on trying. */
public final class PatientProducer {
    /** Longer than any outage of a round. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private PatientProducer() {}

    /** To be changed by whoever needs more. */
    public static Map<String, Object> settings(StackInfo stack) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "request.timeout.ms",
                5_000,
                // A broker that knows nothing of a producer yet takes any first sequence number, so a second batch in
                // flight may pass the first for good.
                "max.in.flight.requests.per.connection",
                1,
                "max.block.ms",
                PATIENCE.toMillis(),
                "delivery.timeout.ms",
                (int) PATIENCE.toMillis()));
    }
}
