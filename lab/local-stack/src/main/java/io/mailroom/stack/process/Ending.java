package io.mailroom.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Ends a process with all its children. When a method returns, none of them is alive. */
public final class Ending {
    private static final Duration PATIENCE_AFTER_KILL = Duration.ofSeconds(3);

    private Ending() {}

    /** SIGTERM, and SIGKILL for what is left after {@code patience}. True if it ended by itself. */
    public static boolean ask(Running running, Duration patience) {
        List<ProcessHandle> family = family(running);
        running.handle().ifPresent(ProcessHandle::destroy);
        boolean polite = awaitDeath(family, patience);
        kill(family);
        return polite;
    }

    /** SIGKILL, as a crash would. */
    public static void kill(Running running) {
        List<ProcessHandle> family = family(running);
        running.handle().ifPresent(ProcessHandle::destroyForcibly);
        // PostgreSQL's children notice by themselves, as they would after a real crash.
        awaitDeath(family, PATIENCE_AFTER_KILL);
        kill(family);
    }

    /** SIGKILL to the process and its children at once, as when the machine fails under them. */
    public static void crash(Running running) {
        kill(family(running));
    }

    private static void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        awaitDeath(family, PATIENCE_AFTER_KILL);
    }

    private static List<ProcessHandle> family(Running running) {
        return running.handle().stream()
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
                .toList();
    }

    private static boolean awaitDeath(List<ProcessHandle> family, Duration patience) {
        Instant until = Instant.now().plus(patience);
        while (family.stream().anyMatch(Liveness::isAlive)) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
