package io.mailroom.bench.journal;

import io.mailroom.bench.Mailboxes.Connected;
import io.mailroom.bench.OneWorkerStack;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.LocalStack;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A worker process that takes over ever more commands that wait in Kafka. */
@Command(
        name = "parked",
        sortOptions = false,
        description =
                "How a worker starts with so many commands that wait, a hundred for each mailbox: seconds, processor"
                        + " time and memory, and what a thousand sends of other mailboxes cost it meanwhile.",
        mixinStandardHelpOptions = true)
public final class ParkedBench implements Callable<Integer> {
    private static final int MAILBOXES = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--commands",
            split = ",",
            description = "Commands that wait, in rising order (default: ${DEFAULT-VALUE}).")
    private List<Long> commands = List.of(10_000L, 100_000L, 1_000_000L);

    @Option(names = "--json", description = "One JSON line for each start.")
    private boolean json;

    private final OneWorkerStack here = Starts.stack("parked", MAILBOXES, this::say);

    @Override
    public Integer call() throws InterruptedException {
        List<Start> starts = here.measure(this::measure);
        PrintWriter out = spec.commandLine().getOut();
        Stream<String> lines = json
                ? starts.stream().map(Start::json)
                : Stream.concat(Start.head().stream(), starts.stream().map(Start::text));
        lines.forEach(out::println);
        out.flush();
        return 0;
    }

    private List<Start> measure(LocalStack stack, List<Connected> mailboxes) throws InterruptedException {
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

    private void say(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
