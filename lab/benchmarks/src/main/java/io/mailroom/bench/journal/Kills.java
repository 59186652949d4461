package io.mailroom.bench.journal;

import io.mailroom.bench.Outbox;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.time.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final List<ConnectedMailbox> mailboxes;
    private final TakeoverLog log;
    private final Consumer<String> progress;
    private final SplittableRandom random = new SplittableRandom(7);
    private volatile boolean over;
    private final AtomicInteger published = new AtomicInteger();

    Kills(LocalStack stack, String worker, List<ConnectedMailbox> mailboxes, Path log, Consumer<String> progress) {
        this.stack = stack;
        this.worker = worker;
        this.mailboxes = mailboxes;
        this.log = new TakeoverLog(log);
        this.progress = progress;
    }

    /** The worker is down before, with nothing on its disk, and up afterwards. */
    Survival survive(int kills) {
        var sends = new Sends(stack, mailboxes);
        int before = sends.subjects().size();
        log.skip();
        try (ExecutorService load = Executors.newSingleThreadExecutor()) {
            load.execute(this::publish);
            killAndStart(kills);
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

    private void killAndStart(int kills) {
        try {
            for (int kill = 0; kill < kills; kill++) {
                stack.launch(worker);
                int loaded = awaitLoaded(kill * TopicPlan.PARTITIONS / kills);
                Waiting.pause(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
                stack.kill(worker);
                progress.accept("kill %d of %d, at %d partitions".formatted(kill + 1, kills, loaded));
            }
            stack.restart(worker);
        } finally {
            over = true;
        }
    }

    private void publish() {
        try (var outbox = new Outbox(stack.info())) {
            while (!over) {
                int next = published.get();
                outbox.publish(
                        "kills-" + next, mailboxes.get(next % mailboxes.size()).connection());
                published.set(next + 1);
                LockSupport.parkNanos(BETWEEN_COMMANDS.toNanos());
            }
        }
    }

    private int awaitLoaded(int partitions) {
        var process = new WorkerProcess(stack);
        var loaded = new AtomicInteger();
        boolean enough = Waiting.until(PATIENCE, Duration.ofMillis(20), () -> {
            loaded.set(process.loaded().orElse(-1));
            return loaded.get() >= partitions;
        });
        if (!enough) {
            throw new IllegalStateException("%d partitions were not loaded within %s".formatted(partitions, PATIENCE));
        }
        return loaded.get();
    }
}
