package io.mailroom.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part as it is now.
 *
 * @param upSince empty when it is dead
 * @param memory bytes, with its children
 */
public record PartStatus(
        String name, boolean up, long pid, String url, String log, Optional<Duration> upSince, OptionalLong memory) {}
