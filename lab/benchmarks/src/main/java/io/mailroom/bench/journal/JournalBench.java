package io.mailroom.bench.journal;

import io.mailroom.bench.Mailboxes.Connected;
import io.mailroom.bench.OneWorkerStack;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.stack.LocalStack;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A worker process that is started again and again beside a real broker with ever more in its journal. */
@Command(
        name = "journal",
        sortOptions = false,
        description =
                "How a worker starts with so many finished commands in its journal: seconds until it works for all"
                        + " its partitions, those of the takeover alone, processor time, heap, memory and disk; first with nothing on its disk, then"
                        + " twice again, and what a thousand sends cost it then.",
        mixinStandardHelpOptions = true)
public final class JournalBench implements Callable<Integer> {
    private static final String WORKER = "mail-worker-1";
    private static final int MAILBOXES = 100;
    private static final int STARTS = 3;
    /** Of one start. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** Two windows of the pace, and what clocks may differ. */
    private static final Duration COUNTS = Duration.ofMinutes(4).plusSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--entries",
            split = ",",
            description = "Finished commands, in rising order (default: ${DEFAULT-VALUE}).")
    private List<Long> entries = List.of(1_000_000L, 3_000_000L, 10_000_000L, 30_000_000L);

    @Option(
            names = "--kills",
            description =
                    "Instead: kill -9 at so many moments of a takeover of the most entries, beside commands that are"
                            + " published. Exit code 0 only if none is lost, none twice, and no takeover began from zero again.")
    private int kills;

    @Option(names = "--json", description = "One JSON line for each start.")
    private boolean json;

    private final OneWorkerStack here = new OneWorkerStack(
            "journal",
            MAILBOXES,
            options -> options.withPatience(PATIENCE).with("mail-worker", "mailroom.limits.sends", "100000"),
            this::say);
    private final Disk disk = new Disk(here.home(), WORKER);
    private long have;

    @Override
    public Integer call() throws InterruptedException {
        return kills > 0 ? survival() : starts();
    }

    private int starts() throws InterruptedException {
        List<Start> starts = here.measure(this::measure);
        print(json ? starts.stream().map(Start::json).toList() : table(starts));
        return 0;
    }

    private int survival() throws InterruptedException {
        Survival survival = here.measure((stack, mailboxes) -> {
            stack.terminate(WORKER);
            Instant _ = fill(new JournalFill(stack.info(), 1), entries.getLast());
            disk.lose();
            return new Kills(stack, WORKER, mailboxes, here.home().log(WORKER), this::say).survive(kills);
        });
        print(List.of(json ? survival.json() : survival.text()));
        return survival.clean() ? 0 : 1;
    }

    private static List<String> table(List<Start> starts) {
        return Stream.concat(Start.head().stream(), starts.stream().map(Start::text))
                .toList();
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    private List<Start> measure(LocalStack stack, List<Connected> mailboxes) throws InterruptedException {
        var fill = new JournalFill(stack.info(), 1);
        var sends = new Sends(stack, mailboxes);
        var starts = new ArrayList<Start>();
        for (long wanted : Stream.concat(Stream.of(0L), entries.stream()).toList()) {
            stack.terminate(WORKER);
            Instant before = Instant.now();
            Instant filled = fill(fill, wanted);
            waitUntilOld(filled);
            disk.lose();
            for (int number = 1; number <= STARTS; number++) {
                starts.add(start(stack, wanted, number, Duration.between(before, filled)));
                if (number < STARTS) {
                    stack.terminate(WORKER);
                }
            }
            Start last = starts.removeLast().with(sends.ofAThousand());
            starts.add(last);
            say(last.text());
        }
        return starts;
    }

    /** @return when it was done */
    private Instant fill(JournalFill fill, long wanted) {
        long before = have;
        have = wanted;
        return fill.add(wanted - before, written -> say("written: %,d of %,d".formatted(before + written, wanted)));
    }

    /** What was written last would else count for the pace, and be read again at each start for its sake. */
    private void waitUntilOld(Instant written) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), written.plus(COUNTS));
        if (have > 0 && left.isPositive()) {
            say("waiting %d s, until what was written counts no more for the pace".formatted(left.toSeconds()));
            Thread.sleep(left);
        }
    }

    private Start start(LocalStack stack, long count, int number, Duration fill) throws InterruptedException {
        var log = new TakeoverLog(here.home().log(WORKER));
        log.skip();
        Instant begin = Instant.now();
        stack.restart(WORKER);
        Duration untilReady = Duration.between(begin, Instant.now());
        var worker = new WorkerProcess(stack);
        var start = new Start(
                count,
                number,
                untilReady,
                log.longest(),
                worker.processorTime(),
                worker.liveHeapMegabytes(),
                worker.residentMegabytes(),
                disk.indexMegabytes(),
                disk.journalMegabytes(),
                fill,
                Optional.empty());
        say(start.text());
        return start;
    }

    private void say(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
