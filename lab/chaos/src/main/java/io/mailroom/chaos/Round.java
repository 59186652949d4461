package io.mailroom.chaos;

import io.mailroom.chaos.join.Join;
import io.mailroom.chaos.join.Pace;
import io.mailroom.chaos.join.PoisonJoin;
import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.listen.TopicReader;
import io.mailroom.chaos.plan.Plan;
import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.publish.Mailboxes;
import io.mailroom.chaos.publish.Publisher;
import io.mailroom.chaos.report.Report;
import io.mailroom.chaos.second.SecondClient;
import io.mailroom.chaos.trouble.GraphFaults;
import io.mailroom.chaos.trouble.TroubleLog;
import io.mailroom.chaos.trouble.Troubles;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.promises.Mail;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.time.Waiting;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One round, from an empty folder to its report. The folder stays; its processes end with {@link #close}. */
public final class Round implements AutoCloseable {
    /** A result that takes longer than this counts as lost; every wait of the worker is far shorter in a round. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What would be one too many has had its chance: a worker that slept must not send after this. */
    private static final Duration AFTERMATH = Duration.ofSeconds(15);

    private final RoundOptions options;
    private final StackHome home;
    private final LocalStack stack;
    private final Consumer<String> progress;
    private volatile boolean ended;

    /** @param progress hears a line every few seconds */
    public Round(RoundOptions options, StackHome home, Consumer<String> progress) {
        this.options = options;
        this.home = home;
        this.progress = progress;
        this.stack = LocalStack.prepare(ChaosStack.options(home, options), Progress.SILENT);
    }

    public Report run() {
        Plan plan = Plan.of(options);
        progress.accept("starting the stack in " + home.directory());
        stack.start();
        StackInfo info = stack.info();
        SimulatorLab lab = new SimulatorLab(info.simulator().lab());
        lab.change(ChaosStack.simulator());
        var connections = Mailboxes.connect(info, options.mailboxes(), progress);
        Optional<SecondClient> second =
                options.strain().secondClient() ? Optional.of(new SecondClient(info, lab)) : Optional.empty();
        var client = new ClientName(info.client().name());
        TroubleLog troubleLog = new TroubleLog(home.log("chaos"));
        SimulatorRecord simulator = new SimulatorRecord(lab, home.logs().resolve("graph-requests.ndjson"));
        Instant begin = Instant.now();
        try (var results = new TopicReader<>(
                        Broker.of(info), TopicNames.results(client), record -> ResultEvent.of(record, Instant.now()));
                Publisher publisher = new Publisher(info, connections);
                StrainRun strains = new StrainRun(info, lab, plan.strain(), connections, second, begin, troubleLog);
                Troubles troubles =
                        new Troubles(stack, plan, options.workers(), begin, troubleLog, strains.disturbances());
                ProgressPrinter watch = new ProgressPrinter(
                        options, begin, publisher, results, troubleLog, simulator, strains, progress)) {
            GraphFaults.order(lab, options.faultyPercent(), options.seed());
            watch.start();
            underTrouble(troubles, () -> publisher.publish(plan.commands(), begin));
            lab.clearFaults();
            troubleLog.note("the last command is published and all is healed");
            awaitResults(results, strains);
            simulator.drain();
            List<ResultEvent> told = results.found();
            Pace pace = new Pace(told);
            List<Mail> mails = simulator.mails(Mailboxes.addresses(options.mailboxes()));
            return new Report(
                    options,
                    Join.of(plan.commands(), PoisonJoin.without(mails), told),
                    strains.report(told, simulator, mails),
                    simulator.peaks(),
                    troubleLog.counts(),
                    simulator.faults(),
                    simulator.calls(),
                    pace.slowestRecovery(troubleLog.recoveries()),
                    pace.throughput(begin),
                    Duration.between(begin, Instant.now()),
                    home.logs());
        }
    }

    private static void underTrouble(Troubles troubles, Runnable work) {
        troubles.start(Thread.currentThread());
        try {
            work.run();
            troubles.heal();
        } catch (RuntimeException e) {
            boolean _ = Thread.interrupted(); // it has done its part
            throw troubles.failure().orElse(e);
        }
        troubles.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private void awaitResults(TopicReader<ResultEvent> results, StrainRun strains) {
        int missing = missing(results, strains);
        Instant until = Instant.now().plus(PATIENCE);
        while (missing > 0 && Instant.now().isBefore(until)) {
            Waiting.pause(Duration.ofMillis(500));
            int now = missing(results, strains);
            if (now != missing) {
                missing = now;
                until = Instant.now().plus(PATIENCE);
            }
        }
        Waiting.pause(AFTERMATH);
        int _ = missing(results, strains); // what came in the aftermath is seen, too
    }

    private int missing(TopicReader<ResultEvent> results, StrainRun strains) {
        List<ResultEvent> told = results.found();
        return options.commands() - ResultEvent.answered(told) + strains.unended(told);
    }

    /** Whether {@link #run} can only fail. */
    boolean ended() {
        return ended;
    }

    /** Ends every process, at once; also from another thread while {@link #run} goes on. */
    public void end() {
        ended = true;
        stack.abandon();
        // Such as a data directory that is just being made.
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    /** The same, and nothing is left of the folder, whatever {@link #run} still writes until it notices. */
    void discard() {
        end();
        for (int attempt = 0; attempt < 20 && Files.exists(home.directory()); attempt++) {
            try {
                home.wipe();
            } catch (StackFailure written) {
                Waiting.pause(Duration.ofMillis(100));
            }
        }
    }

    @Override
    public void close() {
        end();
    }
}
