package io.mailroom.bench.journal;

import io.mailroom.bench.Mailboxes.Connected;
import io.mailroom.bench.Outbox;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Kills a worker again and again while it reads a journal for the first time and commands are published. */
final class Kills {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(100);
    private static final int LATEST_MILLIS = 400;

    private final LocalStack stack;
    private final String worker;
    private final List<Connected> mailboxes;
    private final TakeoverLog log;
    private final Consumer<String> progress;
    private final SplittableRandom random = new SplittableRandom(7);
    private volatile boolean over;
    private final AtomicInteger published = new AtomicInteger();

    Kills(LocalStack stack, String worker, List<Connected> mailboxes, Path log, Consumer<String> progress) {
        this.stack = stack;
        this.worker = worker;
        this.mailboxes = mailboxes;
        this.log = new TakeoverLog(log);
        this.progress = progress;
    }

    /** The worker is down before, with nothing on its disk, and up afterwards. */
    Survival survive(int kills) throws InterruptedException {
        var sends = new Sends(stack, mailboxes);
        int before = sends.subjects().size();
        log.skip();
        Thread load = Thread.ofPlatform().name("load").start(this::publish);
        try {
            for (int kill = 0; kill < kills; kill++) {
                stack.launch(worker);
                int loaded = awaitLoaded(kill * TopicPlan.PARTITIONS / kills);
                Thread.sleep(random.nextInt(LATEST_MILLIS));
                stack.kill(worker);
                progress.accept("kill %d of %d, at %d partitions".formatted(kill + 1, kills, loaded));
            }
            stack.restart(worker);
        } finally {
            over = true;
            load.join();
        }
        if (!sends.sent((long) before + published.get())) {
            progress.accept("not all commands were carried out");
        }
        List<String> mine = sends.subjects().stream()
                .filter(subject -> subject.startsWith("kills-"))
                .toList();
        long different = mine.stream().distinct().count();
        return new Survival(kills, published.get(), published.get() - different, mine.size() - different, log.lives());
    }

    private void publish() {
        try (var outbox = new Outbox(stack.info())) {
            while (!over) {
                int next = published.get();
                outbox.publish("kills-" + next, mailboxes.get(next % mailboxes.size()));
                published.set(next + 1);
                LockSupport.parkNanos(BETWEEN_COMMANDS.toNanos());
            }
        }
    }

    private int awaitLoaded(int partitions) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        var process = new WorkerProcess(stack);
        int loaded = process.loaded().orElse(-1);
        while (loaded < partitions) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException(
                        "%d partitions were not loaded within %s".formatted(partitions, PATIENCE));
            }
            Thread.sleep(Duration.ofMillis(20));
            loaded = process.loaded().orElse(-1);
        }
        return loaded;
    }
}
