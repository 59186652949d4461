package io.mailroom.bench.journal;

import io.mailroom.bench.Bench;
import io.mailroom.bench.BenchStack;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A worker process that is started again and again beside a real broker with ever more in its journal. */
@Command(
        name = "journal",
        sortOptions = false,
        description =
                "How a worker starts with so many finished commands in its journal: seconds until it works for all"
                        + " its partitions, those of the takeover alone, processor time, heap, memory and disk; first with nothing on its disk, then"
                        + " twice again.",
        mixinStandardHelpOptions = true)
public final class JournalBench extends Bench {
    private static final int MAILBOXES = 100;
    /** Two windows of the pace, and what clocks may differ. */
    private static final Duration COUNTS = Duration.ofMinutes(4).plusSeconds(10);

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

    @Option(
            names = "--rounds",
            description =
                    "At the end, a second stack with an empty journal beside the one with the most entries: a thousand sends"
                            + " through one and the other in so many rounds, and the processor time of each.")
    private int rounds;

    @Option(names = "--json", description = "One JSON line for each start.")
    private boolean json;

    private final BenchStack here = Starts.stack("journal", MAILBOXES, this::say);
    private long have;

    @Override
    public Integer call() {
        return kills > 0 ? survival() : starts();
    }

    private record Measured(List<Start> starts, Optional<Cost> cost) {}

    private int starts() {
        Measured measured = here.measure((stack, mailboxes) -> {
            List<Start> starts = measure(stack);
            return new Measured(starts, rounds > 0 ? Optional.of(cost(stack, mailboxes)) : Optional.empty());
        });
        print(Start.lines(measured.starts(), json));
        measured.cost().ifPresent(cost -> print(json ? List.of(cost.json()) : cost.text()));
        return 0;
    }

    /** Alternating, so that whatever else the machine does falls on both. */
    private Cost cost(LocalStack stack, List<ConnectedMailbox> mailboxes) {
        return Starts.stack("journal-none", MAILBOXES, this::say)
                .measure((other, others) -> cost(new Sends(other, others), new Sends(stack, mailboxes)));
    }

    private Cost cost(Sends none, Sends many) {
        none.warmUp();
        many.warmUp();
        var ofNone = new ArrayList<Duration>();
        var ofMany = new ArrayList<Duration>();
        for (int round = 1; round <= rounds; round++) {
            ofNone.add(none.nextThousand());
            ofMany.add(many.nextThousand());
            say("round %d of %d: %s and %s".formatted(round, rounds, ofNone.getLast(), ofMany.getLast()));
        }
        return new Cost(entries.getLast(), ofNone, ofMany);
    }

    private int survival() {
        Survival survival = here.measure((stack, mailboxes) -> {
            stack.terminate(Starts.WORKER);
            Instant _ = fill(new JournalFill(stack.info(), 1), entries.getLast());
            new Disk(here.home(), Starts.WORKER).lose();
            return new Kills(stack, Starts.WORKER, mailboxes, here.home().log(Starts.WORKER), this::say).survive(kills);
        });
        print(List.of(json ? survival.json() : survival.text()));
        return survival.clean() ? 0 : 1;
    }

    private List<Start> measure(LocalStack stack) {
        var fill = new JournalFill(stack.info(), 1);
        var starts = new Starts(stack, here, TopicNames.JOURNAL, this::say);
        var all = new ArrayList<Start>();
        for (long wanted : Stream.concat(Stream.of(0L), entries.stream()).toList()) {
            stack.terminate(Starts.WORKER);
            Instant before = Instant.now();
            Instant filled = fill(fill, wanted);
            waitUntilOld(filled);
            all.addAll(starts.measure(wanted, Duration.between(before, filled)));
        }
        return all;
    }

    /** @return when it was done */
    private Instant fill(JournalFill fill, long wanted) {
        long before = have;
        have = wanted;
        return fill.add(wanted - before, written -> say("written: %,d of %,d".formatted(before + written, wanted)));
    }

    /** What was written last would else count for the pace, and be read again at each start for its sake. */
    private void waitUntilOld(Instant written) {
        Duration left = Duration.between(Instant.now(), written.plus(COUNTS));
        if (have > 0 && left.isPositive()) {
            say("waiting %d s, until what was written counts no more for the pace".formatted(left.toSeconds()));
            Waiting.pause(left);
        }
    }
}
