package io.mailroom.worker.graph;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/**
 * What belongs to one call alone.
 *
 * @param clientRequestId goes out as {@code client-request-id}; fresh for each call, so that Microsoft's support can
 *     find that very call
 * @param deadline the call ends by then, with or without an answer
 */
public record CallContext(UUID clientRequestId, Instant deadline) {
    public CallContext {
        Objects.requireNonNull(clientRequestId, "clientRequestId");
        Objects.requireNonNull(deadline, "deadline");
    }

    /** A new call that ends within {@code limit} from now. */
    public static CallContext within(Duration limit, InstantSource clock) {
        return new CallContext(UUID.randomUUID(), clock.instant().plus(limit));
    }

    /** The same deadline for a further request, under an id of its own. */
    CallContext next() {
        return new CallContext(UUID.randomUUID(), deadline);
    }
}
