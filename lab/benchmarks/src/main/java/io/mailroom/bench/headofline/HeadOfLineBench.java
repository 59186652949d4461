package io.mailroom.bench.headofline;

import io.mailroom.bench.Mailboxes;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.lab.SimulatorLab;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Healthy and sick rounds in turn, over one worker, so that whatever else the machine does hits both. */
@Command(
        name = "head-of-line",
        sortOptions = false,
        description = {
            "The delay of healthy mailboxes while 1 %% of all are throttled for ten minutes and 1 %% take 10 s for each call,",
            "beside the same load with all of them healthy."
        },
        mixinStandardHelpOptions = true)
public final class HeadOfLineBench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--mailboxes", description = "Connected mailboxes (default: ${DEFAULT-VALUE}).")
    private int mailboxes = 300;

    @Option(names = "--per-second", description = "Commands (default: ${DEFAULT-VALUE}).")
    private int perSecond = 30;

    @Option(names = "--seconds", description = "Of each round (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(names = "--warm-up", description = "Seconds before the first (default: ${DEFAULT-VALUE}).")
    private int warmUp = 60;

    @Option(names = "--rounds", description = "Of each kind (default: ${DEFAULT-VALUE}).")
    private int rounds = 4;

    @Option(names = "--json", description = "One JSON line for each kind of round.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var home = new StackHome(Path.of("target", "bench-head-of-line"));
        home.wipe();
        LocalStack stack = LocalStack.prepare(
                StackOptions.in(Checkout.find(), home).withFreePorts().withWorkers(1), Progress.SILENT);
        var hook = new Thread(stack::stop);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            say("starting the whole stack");
            stack.start();
            say("connecting " + mailboxes + " mailboxes");
            var all = Mailboxes.connect(stack.info(), mailboxes);
            try (var traffic = new Traffic(stack.info(), all)) {
                print(measure(
                        traffic,
                        new Worker(stack),
                        new Sickness(new SimulatorLab(stack.info().simulator().lab()), all, rounds)));
            }
        } finally {
            stack.stop();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return 0;
    }

    private Table measure(Traffic traffic, Worker worker, Sickness sickness) throws InterruptedException {
        traffic.round(perSecond, Duration.ofSeconds(warmUp), sickness::everHealthy);
        var healthy = new ArrayList<Round>();
        var sick = new ArrayList<Round>();
        for (int round = 0; round < rounds; round++) {
            healthy.add(one("healthy", round, traffic, worker, sickness));
            sickness.begin(round);
            sick.add(one("sick", round, traffic, worker, sickness));
            sickness.end();
        }
        return new Table(healthy, sick);
    }

    private Round one(String kind, int number, Traffic traffic, Worker worker, Sickness sickness)
            throws InterruptedException {
        Delays delays = traffic.round(perSecond, Duration.ofSeconds(seconds), sickness::everHealthy);
        var round = new Round(delays, traffic.lag(), worker.liveHeapMegabytes(), worker.parked());
        say("round %d of %d, %s: %s".formatted(number + 1, rounds, kind, round));
        return round;
    }

    private void print(Table table) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> lines = json ? table.json() : table.text();
        lines.forEach(out::println);
        out.flush();
    }

    private void say(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
