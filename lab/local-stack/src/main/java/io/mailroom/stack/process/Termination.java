package io.mailroom.stack.process;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.List;

/** Ends a process with all its children. When a method returns, none of them is alive. */
public final class Termination {
    private static final Duration PATIENCE_AFTER_KILL = Duration.ofSeconds(3);

    private Termination() {}

    /** SIGTERM, and SIGKILL for what is left after {@code patience}. True if it ended by itself. */
    public static boolean ask(Running running, Duration patience) {
        List<ProcessHandle> family = running.family().toList();
        running.handle().ifPresent(ProcessHandle::destroy);
        boolean polite = awaitDeath(family, patience);
        kill(family);
        return polite;
    }

    /** SIGKILL, as a crash would. */
    public static void kill(Running running) {
        List<ProcessHandle> family = running.family().toList();
        running.handle().ifPresent(ProcessHandle::destroyForcibly);
        // PostgreSQL's children notice by themselves, as they would after a real crash.
        awaitDeath(family, PATIENCE_AFTER_KILL);
        kill(family);
    }

    /** SIGKILL to the process and its children at once, as when the machine fails under them. */
    public static void crash(Running running) {
        kill(running.family().toList());
    }

    private static void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        awaitDeath(family, PATIENCE_AFTER_KILL);
    }

    private static boolean awaitDeath(List<ProcessHandle> family, Duration patience) {
        try {
            return Waiting.until(patience, () -> family.stream().noneMatch(Liveness::isAlive));
        } catch (StackFailure interrupted) {
            return false; // whoever is in a hurry kills the more
        }
    }
}
