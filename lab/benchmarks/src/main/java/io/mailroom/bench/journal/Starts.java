package io.mailroom.bench.journal;

import io.mailroom.bench.BenchStack;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.stack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A worker process that is started again and again beside a real broker. */
record Starts(LocalStack stack, BenchStack here, String topic, Consumer<String> progress) {
    static final String WORKER = "mail-worker-1";
    private static final int TIMES = 3;
    /** Of one start. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** A stack whose worker may take as long as it needs, and may send as much as it can. */
    static BenchStack stack(String name, int mailboxes, Consumer<String> progress) {
        return new BenchStack(
                name,
                mailboxes,
                options -> options.withPatience(PATIENCE).with("mail-worker", "mailroom.limits.sends", "100000"),
                progress);
    }

    Disk disk() {
        return new Disk(here.home(), WORKER);
    }

    /** First with nothing on the worker's disk, then with the same disk again; the worker is down before. */
    List<Start> measure(long entries, Duration fill) {
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

    private Start start(long entries, int number, Duration fill) {
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
