package io.mailroom.stack.process;

import io.mailroom.stack.StackFailure;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Instant;

/** Starts processes and notes them down before anyone waits for them, so that none is ever lost. */
public final class Launcher {
    private final RunFiles runFiles;
    private boolean closed;

    public Launcher(RunFiles runFiles) {
        this.runFiles = runFiles;
    }

    /** @throws StackFailure if it cannot be started, or {@link #close} was called */
    public synchronized Running launch(ProcessSpec spec) {
        if (closed) {
            throw new StackFailure("The stack is being stopped.");
        }
        File log = spec.log().toFile();
        try {
            Process process = new ProcessBuilder(Detachment.of(spec.command()))
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectOutput(Redirect.appendTo(log))
                    .redirectErrorStream(true)
                    .start();
            Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
            Running running = new Running(spec.name(), process.pid(), startedAt, log.getPath(), spec.url());
            runFiles.write(running);
            return running;
        } catch (IOException e) {
            throw new StackFailure("%s cannot be started: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** From now on nothing starts: what a stop has not seen cannot come to life behind its back. */
    public synchronized void close() {
        closed = true;
    }
}
