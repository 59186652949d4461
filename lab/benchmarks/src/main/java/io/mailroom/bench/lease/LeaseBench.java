package io.mailroom.bench.lease;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rounds of both endpoints in turn, over one PostgreSQL, so that whatever else the machine does hits both. */
@Command(
        name = "lease",
        description = "Leases of warm tokens beside a bare Quarkus endpoint that does one indexed SELECT.",
        mixinStandardHelpOptions = true)
public final class LeaseBench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--connections", description = "Connected mailboxes (default: ${DEFAULT-VALUE}).")
    private int connections = 20;

    @Option(names = "--at-once", description = "Requests under way at once (default: ${DEFAULT-VALUE}).")
    private int atOnce = 32;

    @Option(names = "--seconds", description = "Of each run (default: ${DEFAULT-VALUE}).")
    private int seconds = 6;

    @Option(names = "--warm-up", description = "Seconds for each endpoint before it (default: ${DEFAULT-VALUE}).")
    private int warmUp = 45;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--json", description = "One JSON line for each endpoint.")
    private boolean json;

    @Override
    public Integer call() {
        Checkout checkout = Checkout.find();
        var home = new StackHome(Path.of("target", "bench-lease"));
        LocalStack.wipe(home);
        LocalStack stack = LocalStack.prepare(
                StackOptions.in(checkout, home).withFreePorts().withWorkers(0), Progress.SILENT);
        var hook = new Thread(stack::stop);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            say("starting PostgreSQL, Kafka, the simulator and auth-service");
            stack.start();
            try (var bare = new BareEndpoint(checkout, stack.info().postgres());
                    var load = new Load(atOnce)) {
                say("connecting " + connections + " mailboxes");
                print(measure(load, new Targets(stack.info(), home, bare.url()).connected(connections)));
            }
        } finally {
            stack.stop();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return 0;
    }

    private Table measure(Load load, List<Target> targets) {
        Map<String, List<Figures>> figures = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Target target : targets) {
                Figures measured = load.run(target, Duration.ofSeconds(round == 0 ? warmUp : seconds));
                say("%s, %s: %.0f requests/s, p99 %.1f ms"
                        .formatted(
                                round == 0 ? "warm-up" : "round " + round + " of " + rounds,
                                target,
                                measured.perSecond(),
                                measured.p99()));
                if (round > 0) {
                    figures.computeIfAbsent(target.toString(), _ -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        return new Table(figures);
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
