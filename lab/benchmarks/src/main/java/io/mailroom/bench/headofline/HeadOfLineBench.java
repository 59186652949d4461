package io.mailroom.bench.headofline;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.bench.Bench;
import io.mailroom.bench.BenchStack;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Healthy and sick rounds in turn, over one worker, so that whatever else the machine does hits both. */
@Command(
        name = "head-of-line",
        sortOptions = false,
        description = {
            "The delay of healthy mailboxes while a share of all take 6 s for each call or answer with 504, with nine commands "
                    + "of each waiting, while random bytes of 8.42 MB come on the topic of commands, and while a second "
                    + "client has wrong topics; beside the same load with nothing of it.",
            "After each sick round all heals, and the next begins when nothing waits any more. Exit code 0 only if nothing "
                    + "was lost or done twice."
        },
        mixinStandardHelpOptions = true)
public final class HeadOfLineBench extends Bench {
    @Option(names = "--mailboxes", description = "Connected mailboxes (default: ${DEFAULT-VALUE}).")
    private int mailboxes = 300;

    @Option(names = "--sick-percent", description = "Of them get sick (default: ${DEFAULT-VALUE}).")
    private int sickPercent = 40;

    @Option(names = "--per-second", description = "Commands, each mailbox in its turn (default: ${DEFAULT-VALUE}).")
    private int perSecond = 30;

    @Option(names = "--seconds", description = "Of each round (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(names = "--warm-up", description = "Seconds before the first (default: ${DEFAULT-VALUE}).")
    private int warmUp = 60;

    @Option(names = "--rounds", description = "Of each kind (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--garbage-every",
            description = "Seconds between records of random bytes; 0: none (default: ${DEFAULT-VALUE}).")
    private int garbageEvery = 10;

    @Option(
            names = "--second-client",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "A client with 24 partitions and no topic for results (default: yes).")
    private boolean secondClient;

    @Option(
            names = "--heal-within",
            description = "Seconds after a sick round; what waits longer is lost (default: ${DEFAULT-VALUE}).")
    private int healWithin = 900;

    @Option(names = "--json", description = "One JSON line for each kind of round, and one for the verdict.")
    private boolean json;

    @Override
    public Integer call() {
        return new BenchStack("head-of-line", mailboxes, this::say).measure(this::measure) ? 0 : 1;
    }

    private boolean measure(LocalStack stack, List<ConnectedMailbox> all) {
        StackInfo info = stack.info();
        var lab = new SimulatorLab(info.simulator().lab());
        var garbage = new Garbage(info);
        try (var traffic = new Traffic(info, all)) {
            Table table = new HeadOfLineRun(
                            settings(),
                            lab,
                            new WorkerProcess(stack),
                            traffic,
                            new SickMailboxes(lab, all, sickPercent),
                            garbage,
                            new WrongClient(info),
                            this::say)
                    .run();
            List<String> subjects = all.stream()
                    .map(mailbox -> lab.sent(mailbox.address()))
                    .flatMap(JsonNode::valueStream)
                    .map(mail -> mail.path("subject").asText())
                    .toList();
            Verdict verdict = traffic.ledger().verdict(subjects, garbage.published(), garbage.buried());
            print(json ? table.json() : table.text());
            print(json ? List.of(verdict.json()) : verdict.text());
            return verdict.clean();
        }
    }

    private HeadOfLineRun.Settings settings() {
        return new HeadOfLineRun.Settings(
                perSecond,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                rounds,
                Duration.ofSeconds(garbageEvery),
                secondClient,
                Duration.ofSeconds(healWithin));
    }
}
