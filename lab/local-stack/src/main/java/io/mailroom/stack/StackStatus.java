package io.mailroom.stack;

import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.process.Memory;
import io.mailroom.stack.process.RunFiles;
import io.mailroom.stack.process.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at the processes of a home, without touching them. */
public final class StackStatus {
    private StackStatus() {}

    public static List<PartStatus> of(StackHome home) {
        return new RunFiles(home).all().stream().map(StackStatus::of).toList();
    }

    private static PartStatus of(Running running) {
        boolean up = running.isAlive();
        return new PartStatus(
                running.name(),
                up,
                running.pid(),
                running.url(),
                running.log(),
                up ? Optional.of(Duration.between(running.startedAt(), Instant.now())) : Optional.empty(),
                Memory.of(running));
    }
}
