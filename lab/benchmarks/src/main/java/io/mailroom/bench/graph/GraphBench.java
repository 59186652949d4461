package io.mailroom.bench.graph;

import io.mailroom.bench.Bench;
import io.mailroom.bench.ChildProcess;
import io.mailroom.stack.process.JavaCommand;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** HeadOfLineRun of all candidates in turn, so that whatever else the machine does hits all of them. */
@Command(
        name = "graph",
        description = "CPU seconds for 1,000 mails (draft, send, find) through three Graph clients.",
        mixinStandardHelpOptions = true)
public final class GraphBench extends Bench {
    private static final Pattern FIRST_LINE = Pattern.compile("(.*)");

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
            try (var stub = child(StubProcess.class, Long.toString(latency))) {
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
            var table = new Table(latency, figures);
            print(json ? table.json() : table.text());
        }
        return 0;
    }

    private Figures measure(Candidate candidate, String graph) {
        try (var run = child(
                Run.class,
                candidate.name(),
                graph,
                Integer.toString(warmUp),
                Integer.toString(mails),
                Integer.toString(atOnce))) {
            return Figures.read(run.answer());
        }
    }

    /** A JVM with this program's class path, whose first line is its answer. */
    private static ChildProcess child(Class<?> main, String... arguments) {
        List<String> command = JavaCommand.heap("512m")
                .option("-XX:+UseSerialGC")
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
                .classPath(System.getProperty("java.class.path"))
                .run(main.getName(), arguments);
        return new ChildProcess(command, Map.of(), FIRST_LINE);
    }
}
