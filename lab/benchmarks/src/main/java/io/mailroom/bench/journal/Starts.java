package io.mailroom.bench.journal;

import io.mailroom.bench.OneWorkerStack;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.stack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A worker process that is started again and again beside a real broker. */
final class Starts {
    static final String WORKER = "mail-worker-1";
    private static final int TIMES = 3;
    /** Of one start. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final LocalStack stack;
    private final OneWorkerStack here;
    private final String topic;
    private final Consumer<String> progress;

    /** @param topic that holds what it is to remember */
    Starts(LocalStack stack, OneWorkerStack here, String topic, Consumer<String> progress) {
        this.stack = stack;
        this.here = here;
        this.topic = topic;
        this.progress = progress;
    }

    /** A stack whose worker may take as long as it needs, and may send as much as it can. */
    static OneWorkerStack stack(String name, int mailboxes, Consumer<String> progress) {
        return new OneWorkerStack(
                name,
                mailboxes,
                options -> options.withPatience(PATIENCE).with("mail-worker", "mailroom.limits.sends", "100000"),
                progress);
    }

    Disk disk() {
        return new Disk(here.home(), WORKER);
    }

    /** First with nothing on the worker's disk, then with the same disk again; the worker is down before. */
    List<Start> measure(long entries, Duration fill) throws InterruptedException {
        disk().lose();
        var starts = new ArrayList<Start>();
        for (int number = 1; number <= TIMES; number++) {
            progress.accept("start %d of %d with %,d".formatted(number, TIMES, entries));
            starts.add(start(entries, number, fill));
            if (number < TIMES) {
                stack.terminate(WORKER);
            }
        }
        return starts;
    }

    private Start start(long entries, int number, Duration fill) throws InterruptedException {
        var log = new TakeoverLog(here.home().log(WORKER));
        log.skip();
        Instant begin = Instant.now();
        stack.restart(WORKER);
        Duration untilReady = Duration.between(begin, Instant.now());
        var worker = new WorkerProcess(stack);
        var start = new Start(
                entries,
                number,
                untilReady,
                log.longest(),
                worker.processorTime(),
                worker.liveHeapMegabytes(),
                worker.residentMegabytes(),
                disk().indexMegabytes(),
                disk().megabytesOf(topic),
                fill,
                Optional.empty());
        progress.accept(start.text());
        return start;
    }
}
