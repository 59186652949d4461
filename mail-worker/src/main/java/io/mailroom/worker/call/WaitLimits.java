package io.mailroom.worker.call;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a command may wait, and where.
 *
 * @param inMemory a longer wait is not made in memory: the command is parked
 * @param recheck how often a connection that is not connected is asked for again, if no event tells of it
 * @param until after this a command whose connection is not connected fails
 */
public record WaitLimits(Duration inMemory, Duration recheck, Instant until) {}
