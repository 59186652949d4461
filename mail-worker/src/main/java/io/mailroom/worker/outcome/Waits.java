package io.mailroom.worker.outcome;

import java.time.Instant;

/** Waiting that ends early when the work has to be given up. */
public interface Waits {
    /** @return whether the time has come; false if the command must be left as it is */
    boolean until(Instant time);

    /** Whether the command must be left as it is now. */
    boolean interrupted();
}
