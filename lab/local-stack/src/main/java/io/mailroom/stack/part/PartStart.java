package io.mailroom.stack.part;

import io.mailroom.stack.Progress;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.process.Launcher;
import io.mailroom.stack.process.LogTail;
import io.mailroom.stack.process.RunFiles;
import io.mailroom.stack.process.Running;
import io.mailroom.stack.time.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Brings one part to life: launch if it is dead, wait until it answers, settle it. Bounded in time. */
public record PartStart(Launcher launcher, RunFiles runFiles, Progress progress, Duration patience) {
    private static final int TAIL = 25;

    /** @throws StackFailure with the end of the log if it dies or does not answer in time */
    public Running start(Part part) {
        Instant begun = Instant.now();
        Instant until = begun.plus(patience);
        Running running = runFiles.read(part.name()).filter(Running::isAlive).orElse(null);
        int left = part.launches();
        if (running == null) {
            part.prepare();
            running = launch(part);
            left--;
        }
        while (!part.isReady()) {
            if (!running.isAlive()) {
                if (left-- <= 0) {
                    throw failed(part, "ended while it was starting");
                }
                running = launch(part);
            }
            if (Instant.now().isAfter(until)) {
                throw failed(part, "did not get ready within %d s".formatted(patience.toSeconds()));
            }
            Waiting.pause(Duration.ofMillis(50));
        }
        part.settle();
        progress.ready(part.name(), Duration.between(begun, Instant.now()), running.url());
        return running;
    }

    private Running launch(Part part) {
        return launcher.launch(part.process());
    }

    private StackFailure failed(Part part, String how) {
        if (launcher.isClosed()) {
            return new StackFailure("The stack is being stopped.");
        }
        Path log = part.process().log();
        return new StackFailure("%s %s. The end of %s:%n%s"
                .formatted(part.name(), how, log, String.join(System.lineSeparator(), LogTail.of(log, TAIL))));
    }
}
