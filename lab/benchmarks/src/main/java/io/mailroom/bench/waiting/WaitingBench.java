package io.mailroom.bench.waiting;

import io.mailroom.bench.Bench;
import io.mailroom.bench.BenchStack;
import io.mailroom.bench.Outbox;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The processor time of one worker process, by its own counters, first idle and then with commands that wait. */
@Command(
        name = "waiting",
        sortOptions = false,
        description =
                "The cores that a worker burns while thousands of commands wait for a Graph that takes 20 s for each "
                        + "call, beside the same worker with nothing to do. Exit code 0 only if they are not over the bar.",
        mixinStandardHelpOptions = true)
public final class WaitingBench extends Bench {
    @Option(
            names = "--mailboxes",
            description =
                    "Connected mailboxes; each has one call under way, which is real work (default: ${DEFAULT-VALUE}).")
    private int mailboxes = 100;

    @Option(
            names = "--commands",
            description = "Published at once, each mailbox in its turn (default: ${DEFAULT-VALUE}).")
    private int commands = 5000;

    @Option(names = "--call-seconds", description = "That Graph takes for each call (default: ${DEFAULT-VALUE}).")
    private int callSeconds = 20;

    @Option(
            names = "--warm-up",
            description =
                    "Mails that are sent first, as by a worker that has been running for some time (default: ${DEFAULT-VALUE}).")
    private int warmUp = 6000;

    @Option(
            names = "--rest",
            description = "Seconds before each measurement, for the JVM to come to rest (default: ${DEFAULT-VALUE}).")
    private int rest = 240;

    @Option(names = "--seconds", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
    private int seconds = 120;

    @Option(names = "--bar", description = "Cores that waiting may cost (default: ${DEFAULT-VALUE}).")
    private double bar = 0.02;

    @Option(names = "--json", description = "One JSON line.")
    private boolean json;

    @Override
    public Integer call() {
        Figures figures = new BenchStack("waiting", mailboxes, this::say).measure(this::measure);
        print(json ? List.of(figures.json()) : figures.text());
        return figures.kept() ? 0 : 1;
    }

    private Figures measure(LocalStack stack, List<ConnectedMailbox> all) {
        var worker = new WorkerProcess(stack);
        var lab = new SimulatorLab(stack.info().simulator().lab());
        warmUp(stack, lab, all);
        Waiting.pause(Duration.ofSeconds(rest));
        Figures.Cores idle = cores(worker);
        say("idle: %.3f cores".formatted(idle.all()));
        lab.fault(
                MailJson.object().put("pathRegex", "^/v1\\.0/"),
                MailJson.object().put("delayMs", callSeconds * 1000L),
                0);
        publish(stack, all, "wait", commands);
        Waiting.pause(Duration.ofSeconds(rest));
        lab.forgetRequests();
        long before = unsent(lab);
        Figures.Cores waiting = cores(worker);
        return new Figures(
                idle,
                waiting,
                Duration.ofSeconds(seconds),
                before,
                unsent(lab),
                lab.graphRequests().size(),
                bar);
    }

    private void warmUp(LocalStack stack, SimulatorLab lab, List<ConnectedMailbox> all) {
        publish(stack, all, "warm", warmUp);
        for (int sent = lab.sent().size(); sent < warmUp; sent = lab.sent().size()) {
            say("warming up: %d of %d mails".formatted(sent, warmUp));
            Waiting.pause(Duration.ofSeconds(10));
        }
    }

    private static void publish(LocalStack stack, List<ConnectedMailbox> all, String name, int commands) {
        try (var outbox = new Outbox(stack.info())) {
            for (int command = 0; command < commands; command++) {
                outbox.publish(
                        name + "-" + command, all.get(command % all.size()).connection());
            }
        }
    }

    private long unsent(SimulatorLab lab) {
        return warmUp + commands - (long) lab.sent().size();
    }

    private Figures.Cores cores(WorkerProcess worker) {
        Duration before = worker.processorTime();
        Duration compilingBefore = worker.compilerTime();
        Instant begin = Instant.now();
        Waiting.pause(Duration.ofSeconds(seconds));
        return Figures.Cores.of(
                worker.processorTime().minus(before),
                worker.compilerTime().minus(compilingBefore),
                Duration.between(begin, Instant.now()));
    }
}
