package io.mailroom.worker.time;

import java.time.Instant;

/** What the brokers answer when they are asked for their time. */
public sealed interface BrokersTime {
    /** @param time when they answered, by their clock, to the millisecond */
    record Told(Instant time) implements BrokersTime {}

    /** They do not tell it to this worker, now or ever. */
    record Withheld() implements BrokersTime {}
}
