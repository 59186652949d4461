package io.mailroom.worker.token;

import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of the wish for a token. */
public sealed interface TokenAnswer {
    record Leased(LeaseReply lease) implements TokenAnswer {}

    /** Nothing can be done for this connection until somebody acts. */
    record NotConnected(LeaseProblem problem) implements TokenAnswer {}

    /**
     * Nobody is to blame but the moment.
     *
     * @param retryAfter how long auth-service asked to wait, if it said so
     */
    record Unavailable(@Nullable Duration retryAfter) implements TokenAnswer {}
}
