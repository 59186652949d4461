package io.mailroom.chaos;

import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.plan.Strain;
import io.mailroom.chaos.report.Json;
import io.mailroom.chaos.report.Report;
import io.mailroom.chaos.report.Table;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a whole stack of its own in a new folder under kills, stops and faults of Graph, and then lays commands, "
                    + "sent mails and results beside each other.",
            "Meanwhile records of extreme sizes are published, the topics of a second client come and go, and Graph is slow "
                    + "with some mailboxes.",
            "Exit code 0 only if nothing was lost, sent twice, answered twice, answered wrongly or sent out of order, and "
                    + "each poison record that names a source and an id has one answer, each other one dead letter."
        })
final class ChaosCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--commands",
            paramLabel = "N",
            defaultValue = "1000",
            description = "send commands (default: ${DEFAULT-VALUE})")
    private int commands;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "3",
            description = "spread over so long (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--mailboxes",
            paramLabel = "K",
            defaultValue = "50",
            description = "of so many users (default: ${DEFAULT-VALUE})")
    private int mailboxes;

    @Option(
            names = "--workers",
            paramLabel = "W",
            defaultValue = "2",
            description = "mail-workers (default: ${DEFAULT-VALUE})")
    private int workers;

    @Option(names = "--seed", paramLabel = "S", description = "the same troubles again (default: by chance)")
    private @Nullable Long seed;

    @Option(
            names = "--faulty-percent",
            paramLabel = "P",
            defaultValue = "2",
            description = "calls of Graph that go wrong (default: ${DEFAULT-VALUE})")
    private double faultyPercent;

    @Option(
            names = "--kills",
            paramLabel = "n",
            description = "processes killed, and as many stopped for seconds (default: 4 a minute, at least 4)")
    private @Nullable Integer kills;

    @Option(
            names = "--poison",
            paramLabel = "n",
            description =
                    "records of extreme sizes on the topic of commands; 0: none (default: 8 a minute, at least 8)")
    private @Nullable Integer poison;

    @Option(
            names = "--second-client",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "the topics of a client erp2 are made wrong, corrected, grown and deleted, and it has some "
                    + "commands of its own while they are right (default: yes)")
    private boolean secondClient;

    @Option(
            names = "--slow-percent",
            paramLabel = "P",
            defaultValue = "30",
            description = "mailboxes that answer in 6 s a call or with 504, each for 8 to 30 s at a time "
                    + "(default: ${DEFAULT-VALUE})")
    private double slowPercent;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RoundOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter talk = json ? spec.commandLine().getErr() : out;
        StackHome home = new StackHome(Files.createTempDirectory("mailroom-chaos-"));
        Report report = report(options, home, talk);
        boolean clean = report.clean();
        if (clean) {
            home.wipe();
        }
        if (json) {
            out.println(Json.of(report));
        } else {
            out.println();
            Table.of(report).forEach(out::println);
        }
        return clean ? 0 : 1;
    }

    private static Report report(RoundOptions options, StackHome home, PrintWriter talk) {
        try (Round round = new Round(options, home, line -> say(talk, line))) {
            Thread interrupted = new Thread(round::discard);
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                return round.run();
            } catch (StackFailure failure) {
                if (round.ended()) {
                    throw new StackFailure(
                            "The round was interrupted; its processes and its folder are gone.", failure);
                }
                throw new StackFailure(
                        "%s%nThe logs are in %s (seed %d)."
                                .formatted(failure.getMessage(), home.logs(), options.seed()),
                        failure);
            } finally {
                keepFromNowOn(interrupted);
            }
        }
    }

    private static void keepFromNowOn(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException interruptedByTheUser) {
            // The hook runs already and cleans up.
        }
    }

    private static synchronized void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private RoundOptions options() {
        try {
            return new RoundOptions(
                    commands,
                    Duration.ofMillis(Math.round(minutes * 60_000)),
                    mailboxes,
                    workers,
                    seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed,
                    faultyPercent,
                    kills == null ? aMinute(4) : kills,
                    new Strain(poison == null ? aMinute(8) : poison, secondClient, slowPercent));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "This needs " + e.getMessage() + ".");
        }
    }

    private int aMinute(int number) {
        return (int) Math.max(number, Math.round(minutes * number));
    }
}
