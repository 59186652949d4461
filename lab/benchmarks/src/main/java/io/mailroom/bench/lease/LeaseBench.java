package io.mailroom.bench.lease;

import io.mailroom.bench.Bench;
import io.mailroom.bench.BenchStack;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.home.Checkout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** HeadOfLineRun of both endpoints in turn, over one PostgreSQL, so that whatever else the machine does hits both. */
@Command(
        name = "lease",
        description = "Leases of warm tokens beside a bare Quarkus endpoint that does one indexed SELECT.",
        mixinStandardHelpOptions = true)
public final class LeaseBench extends Bench {
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
        Table table = new BenchStack("lease", connections, options -> options.withWorkers(0), this::say)
                .measure(this::measure);
        print(json ? table.json() : table.text());
        return 0;
    }

    private Table measure(LocalStack stack, List<ConnectedMailbox> mailboxes) {
        try (var bare = BareEndpoint.start(Checkout.find(), stack.info().postgres());
                var load = new Load(atOnce)) {
            return measure(load, new Targets(stack, bare.answer(), mailboxes).all());
        }
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
}
