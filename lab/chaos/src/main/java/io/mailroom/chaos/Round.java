package io.mailroom.chaos;

import io.mailroom.chaos.join.Join;
import io.mailroom.chaos.join.Pace;
import io.mailroom.chaos.listen.Listener;
import io.mailroom.chaos.plan.Plan;
import io.mailroom.chaos.plan.Wish;
import io.mailroom.chaos.publish.Mailboxes;
import io.mailroom.chaos.publish.Publisher;
import io.mailroom.chaos.report.Report;
import io.mailroom.chaos.trouble.Diary;
import io.mailroom.chaos.trouble.GraphFaults;
import io.mailroom.chaos.trouble.Troubles;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** One round, from an empty folder to its report. The folder stays; its processes end with {@link #close}. */
public final class Round implements AutoCloseable {
    /** A result that takes longer than this counts as lost; every wait of the worker is far shorter in a round. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What would be one too many has had its chance: a worker that slept must not send after this. */
    private static final Duration AFTERMATH = Duration.ofSeconds(15);

    private final Wish wish;
    private final StackHome home;
    private final LocalStack stack;
    private final Consumer<String> teller;
    private volatile boolean ended;

    /** @param teller hears a line every few seconds */
    public Round(Wish wish, StackHome home, Consumer<String> teller) {
        this.wish = wish;
        this.home = home;
        this.teller = teller;
        this.stack = LocalStack.prepare(ChaosStack.options(home, wish.workers()), Progress.SILENT);
    }

    public Report run() {
        Plan plan = Plan.of(wish);
        teller.accept("starting the stack in " + home.directory());
        stack.start();
        StackInfo info = stack.info();
        SimulatorLab lab = new SimulatorLab(info.simulator().lab());
        lab.change(ChaosStack.simulator());
        var connections = Mailboxes.connect(info, wish.mailboxes(), teller);
        Diary diary = new Diary(home.log("chaos"));
        Witness witness = new Witness(lab, home.logs().resolve("graph-requests.ndjson"));
        Instant begin = Instant.now();
        try (Listener listener = new Listener(info);
                Publisher publisher = new Publisher(info, connections);
                Troubles troubles = new Troubles(stack, plan, wish.workers(), begin, diary);
                Watch watch = new Watch(wish, begin, publisher, listener, diary, witness, teller)) {
            GraphFaults.order(lab, wish.faultyPercent(), wish.seed());
            watch.start();
            underTrouble(troubles, () -> publisher.publish(plan.commands(), begin));
            lab.clearFaults();
            diary.note("the last command is published and all is healed");
            awaitResults(listener);
            witness.drain();
            Pace pace = new Pace(listener.told());
            return new Report(
                    wish,
                    Join.of(plan.commands(), witness.mails(wish.mailboxes()), listener.told()),
                    witness.peaks(),
                    diary.counts(),
                    witness.faults(),
                    witness.calls(),
                    pace.slowestRecovery(diary.recoveries()),
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

    private void awaitResults(Listener listener) {
        int answered = listener.answered();
        Instant until = Instant.now().plus(PATIENCE);
        while (answered < wish.commands() && Instant.now().isBefore(until)) {
            pause(Duration.ofMillis(500));
            if (!listener.failure().isEmpty()) {
                throw new StackFailure(listener.failure());
            }
            if (listener.answered() > answered) {
                answered = listener.answered();
                until = Instant.now().plus(PATIENCE);
            }
        }
        pause(AFTERMATH);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("The round was interrupted.", e);
        }
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
                pause(Duration.ofMillis(100));
            }
        }
    }

    @Override
    public void close() {
        end();
    }
}
