package io.mailroom.chaos.publish;

import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;

/** A broker whose producers publish once and in order, through every outage: they go on trying. */
public final class PatientBroker {
    /** Longer than any outage of a round. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private PatientBroker() {}

    public static Broker of(StackInfo stack) {
        return Broker.of(stack)
                .with("request.timeout.ms", 5_000)
                // A broker that knows nothing of a producer yet takes any first sequence number, so a second batch in
                // flight may pass the first for good.
                .with("max.in.flight.requests.per.connection", 1)
                .with("max.block.ms", PATIENCE.toMillis())
                .with("delivery.timeout.ms", (int) PATIENCE.toMillis());
    }
}
