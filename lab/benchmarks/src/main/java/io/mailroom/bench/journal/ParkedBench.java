package io.mailroom.bench.journal;

import io.mailroom.bench.Bench;
import io.mailroom.bench.BenchStack;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A worker process that takes over ever more commands that wait in Kafka. */
@Command(
        name = "parked",
        sortOptions = false,
        description =
                "How a worker starts with so many commands that wait, a hundred for each mailbox: seconds, processor"
                        + " time and memory, and what a thousand sends of other mailboxes cost it meanwhile.",
        mixinStandardHelpOptions = true)
public final class ParkedBench extends Bench {
    private static final int MAILBOXES = 100;

    @Option(
            names = "--commands",
            split = ",",
            description = "Commands that wait, in rising order (default: ${DEFAULT-VALUE}).")
    private List<Long> commands = List.of(10_000L, 100_000L, 1_000_000L);

    @Option(names = "--json", description = "One JSON line for each start.")
    private boolean json;

    private final BenchStack here = Starts.stack("parked", MAILBOXES, this::say);

    @Override
    public Integer call() {
        List<Start> starts = here.measure(this::measure);
        print(Start.lines(starts, json));
        return 0;
    }

    private List<Start> measure(LocalStack stack, List<ConnectedMailbox> mailboxes) {
        var fill = new ParkedFill(stack.info());
        var sends = new Sends(stack, mailboxes);
        var starts = new Starts(stack, here, TopicNames.PARKED, this::say);
        var all = new ArrayList<Start>();
        long have = 0;
        for (long wanted : commands) {
            stack.terminate(Starts.WORKER);
            Instant begin = Instant.now();
            long before = have;
            fill.add(before, wanted, written -> say("written: %,d of %,d".formatted(written, wanted)));
            have = wanted;
            List<Start> measured = starts.measure(wanted, Duration.between(begin, Instant.now()));
            long parked = new WorkerProcess(stack).parked();
            if (parked != wanted) {
                throw new IllegalStateException("%,d of %,d commands wait".formatted(parked, wanted));
            }
            Start last = measured.removeLast().with(sends.ofAThousand());
            say(last.text());
            all.addAll(measured);
            all.add(last);
        }
        return all;
    }
}
