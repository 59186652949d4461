package io.mailroom.worker.call;

import java.time.Instant;

/** Waiting that ends early when the work has to be given up. */
public interface Sleeper {
    /** @return whether the time has come; false if the command must be left as it is */
    boolean sleepUntil(Instant time);

    /** Whether the command must be left as it is now. */
    boolean interrupted();
}
