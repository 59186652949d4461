package io.mailroom.stack;

import io.mailroom.stack.home.StackFile;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.home.StackLock;
import io.mailroom.stack.part.ParallelStart;
import io.mailroom.stack.part.Part;
import io.mailroom.stack.part.PartStart;
import io.mailroom.stack.process.Launcher;
import io.mailroom.stack.process.RunFiles;
import io.mailroom.stack.process.Running;
import io.mailroom.stack.process.Signal;
import io.mailroom.stack.process.Termination;
import java.time.Duration;
import java.util.List;

/**
 * A running stack. It lives in its processes, not in this object: it goes on when this program ends, and any program can
 * start what is dead in it, kill parts and stop it.
 */
public final class LocalStack {
    private static final Duration PATIENCE_FOR_OTHERS = Duration.ofMinutes(3);

    private final StackOptions options;
    private final Progress progress;
    private final RunFiles runFiles;
    private final Launcher launcher;
    private StackParts parts;

    private LocalStack(StackOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.runFiles = new RunFiles(options.home());
        this.launcher = new Launcher(runFiles);
        this.parts = StackParts.of(options, runFiles);
    }

    /**
     * Nothing is started yet; {@link #start} does it. Apart so that a shutdown hook can hold the stack before its first
     * process lives.
     */
    public static LocalStack prepare(StackOptions options, Progress progress) {
        return new LocalStack(options, progress);
    }

    /** Prepares and starts. */
    public static LocalStack start(StackOptions options, Progress progress) {
        LocalStack stack = prepare(options, progress);
        stack.start();
        return stack;
    }

    /**
     * Starts what is dead and leaves what lives. When it returns, all parts answer.
     *
     * @throws StackFailure in words for the user; then nothing that this call started is left
     */
    public void start() {
        try (StackLock _ = StackLock.acquire(options.home(), PATIENCE_FOR_OTHERS)) {
            List<Running> before = living();
            parts = StackParts.of(options, runFiles);
            parts.remarks().forEach(progress::remark);
            stopSurplusWorkers();
            try {
                new ParallelStart(partStart()).all(parts.inOrder());
                writeInfo();
            } catch (StackFailure e) {
                living().stream().filter(part -> !before.contains(part)).forEach(part -> end(part, progress));
                throw e;
            }
        }
    }

    public StackHome home() {
        return options.home();
    }

    /** What {@code stack.json} says. */
    public StackInfo info() {
        return parts.info(runFiles.all());
    }

    public Running part(String name) {
        return runFiles.read(name)
                .orElseThrow(() -> new StackFailure("There is no part %s in this stack.".formatted(name)));
    }

    /** kill -9, as a crash would. */
    public void kill(String name) {
        Termination.kill(part(name));
    }

    /** kill -9 of the part with all its children at once. */
    public void crash(String name) {
        Termination.crash(part(name));
    }

    /** SIGTERM, and SIGKILL when the part's patience is over. */
    public void terminate(String name) {
        Termination.ask(part(name), StopOrder.patience(name));
    }

    /** Stops the process in its tracks (SIGSTOP), as an overloaded machine would; {@link #resume} lets it go on. */
    public void freeze(String name) {
        Signal.send(part(name), "STOP");
    }

    public void resume(String name) {
        Signal.send(part(name), "CONT");
    }

    /** Starts a dead part again on its port, and returns when it answers. A living one is left alone. */
    public Running restart(String name) {
        try (StackLock _ = StackLock.acquire(options.home(), PATIENCE_FOR_OTHERS)) {
            Running running = partStart().start(planned(name));
            writeInfo();
            return running;
        }
    }

    /** The same without waiting for it, since what it waits for may be down too. */
    public void launch(String name) {
        try (StackLock _ = StackLock.acquire(options.home(), PATIENCE_FOR_OTHERS)) {
            if (!part(name).isAlive()) {
                Part part = planned(name);
                part.prepare();
                launcher.launch(part.process());
                writeInfo();
            }
        }
    }

    /** Whether it answers now. */
    public boolean isReady(String name) {
        return planned(name).isReady();
    }

    private Part planned(String name) {
        return parts.inOrder().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StackFailure("There is no part %s in this stack.".formatted(name)));
    }

    public List<PartStatus> status() {
        return StackStatus.of(options.home());
    }

    /** Whether {@link #stop} was called on this object. */
    public boolean isStopping() {
        return launcher.isClosed();
    }

    /** Stops all of it, in order. Also ends a start that is under way in this object. */
    public void stop() {
        launcher.close();
        stopAll(options.home(), progress);
    }

    /** Ends all of it at once, for a stack whose data nobody needs any more. No process of it is left. */
    public void abandon() {
        launcher.close();
        runFiles.all().parallelStream().forEach(Termination::crash);
        StackFile.delete(options.home());
    }

    /** Stops whatever lives in this home. When it returns, no process of it is left, nor any of their children. */
    public static void stopAll(StackHome home, Progress progress) {
        RunFiles runFiles = new RunFiles(home);
        for (List<Running> together : StopOrder.of(runFiles.all())) {
            together.parallelStream().forEach(running -> end(running, progress));
            together.forEach(running -> runFiles.forget(running.name()));
        }
        StackFile.delete(home);
    }

    /**
     * Removes all data of a stack that is down.
     *
     * @throws StackFailure if something of it lives; then all of it is kept
     */
    public static void wipe(StackHome home) {
        new RunFiles(home).all().stream().filter(Running::isAlive).findFirst().ifPresent(running -> {
            throw new StackFailure("The stack in %s is in use: %s runs as process %d. Wait for it, or stop it first."
                    .formatted(home.directory(), running.name(), running.pid()));
        });
        home.wipe();
    }

    private static void end(Running running, Progress progress) {
        if (running.isAlive()) {
            long begun = System.nanoTime();
            Termination.ask(running, StopOrder.patience(running.name()));
            progress.stopped(running.name(), Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private void stopSurplusWorkers() {
        for (Running running : runFiles.all()) {
            if (StackParts.isWorker(running.name()) && !parts.has(running.name())) {
                end(running, progress);
                runFiles.forget(running.name());
            }
        }
    }

    private List<Running> living() {
        return runFiles.all().stream().filter(Running::isAlive).toList();
    }

    private PartStart partStart() {
        return new PartStart(launcher, runFiles, progress, options.patience());
    }

    private void writeInfo() {
        StackFile.write(options.home(), info());
    }
}
