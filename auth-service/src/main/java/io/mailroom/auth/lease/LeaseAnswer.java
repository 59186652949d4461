package io.mailroom.auth.lease;

import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a worker gets. It may print: the token in it does not. */
public sealed interface LeaseAnswer {
    record Leased(LeaseReply reply) implements LeaseAnswer {}

    /** @param retryAfter when it may be different; null if waiting alone changes nothing */
    record Refused(LeaseProblem problem, @Nullable Duration retryAfter) implements LeaseAnswer {}
}
