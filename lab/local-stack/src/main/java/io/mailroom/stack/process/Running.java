package io.mailroom.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A process that was started once. Its pid alone is no proof: the system gives numbers of the dead to others. */
public record Running(String name, long pid, Instant startedAt, String log, String url) {
    /** Systems compute the start time from the boot time, which shifts a little when the clock is corrected. */
    private static final Duration CLOCK_SHIFT = Duration.ofSeconds(2);

    /** The process, as long as the one with this pid is still the one that was started. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(Liveness::isAlive).filter(this::isSame);
    }

    /** The process with all its children, as long as it lives. */
    Stream<ProcessHandle> family() {
        return handle().stream().flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()));
    }

    public boolean isAlive() {
        return handle().isPresent();
    }

    private boolean isSame(ProcessHandle candidate) {
        return candidate
                .info()
                .startInstant()
                .map(other -> Duration.between(startedAt, other).abs().compareTo(CLOCK_SHIFT) <= 0)
                .orElse(false);
    }
}
