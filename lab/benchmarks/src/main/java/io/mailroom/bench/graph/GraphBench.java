package io.mailroom.bench.graph;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rounds of all candidates in turn, so that whatever else the machine does hits all of them. */
@Command(
        name = "graph",
        description = "CPU seconds for 1,000 mails (draft, send, find) through three Graph clients.",
        mixinStandardHelpOptions = true)
public final class GraphBench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--mails", description = "Measured in each run (default: ${DEFAULT-VALUE}).")
    private int mails = 10_000;

    @Option(names = "--warm-up", description = "Mails before it (default: ${DEFAULT-VALUE}).")
    private int warmUp = 10_000;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--at-once", description = "Mails under way at once (default: ${DEFAULT-VALUE}).")
    private int atOnce = 200;

    @Option(
            names = "--latency",
            split = ",",
            paramLabel = "MS",
            description = "What a call takes in Graph, in milliseconds (default: ${DEFAULT-VALUE}).")
    private List<Long> latencies = List.of(0L, 50L);

    @Option(names = "--json", description = "One JSON line for each candidate.")
    private boolean json;

    @Override
    public Integer call() {
        for (long latency : latencies) {
            Map<Candidate, List<Figures>> figures = new EnumMap<>(Candidate.class);
            try (var stub = new Child(StubProcess.class, Long.toString(latency))) {
                for (int round = 1; round <= rounds; round++) {
                    for (Candidate candidate : Candidate.values()) {
                        Figures measured = measure(candidate, stub.answer());
                        say(String.format(
                                Locale.ROOT,
                                "%d ms, round %d of %d, %s: %.2f CPU s",
                                latency,
                                round,
                                rounds,
                                candidate,
                                measured.cpuSeconds()));
                        figures.computeIfAbsent(candidate, _ -> new ArrayList<>())
                                .add(measured);
                    }
                }
            }
            print(new Table(latency, figures));
        }
        return 0;
    }

    private Figures measure(Candidate candidate, String graph) {
        try (var run = new Child(
                Run.class,
                candidate.name(),
                graph,
                Integer.toString(warmUp),
                Integer.toString(mails),
                Integer.toString(atOnce))) {
            return Figures.read(run.answer());
        }
    }

    private void print(Table table) {
        PrintWriter out = spec.commandLine().getOut();
        (json ? table.json() : table.text()).forEach(out::println);
        out.flush();
    }

    private void say(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
