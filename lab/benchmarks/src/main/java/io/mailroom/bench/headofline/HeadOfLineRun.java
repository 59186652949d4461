package io.mailroom.bench.headofline;

import io.mailroom.bench.WorkerProcess;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Healthy and sick rounds in turn. After a sick one all heals, and the next begins when nothing waits any more, so the
 * healthy rounds have the same load on the same mailboxes and no leavings.
 */
final class HeadOfLineRun {
    /** In it the commands of a sick round come to wait, and nothing is measured. */
    private static final Duration LEAD_IN = Duration.ofSeconds(10);

    private final Settings settings;
    private final SimulatorLab lab;
    private final WorkerProcess worker;
    private final Traffic traffic;
    private final SickMailboxes sickMailboxes;
    private final Garbage garbage;
    private final WrongClient wrongClient;
    private final Consumer<String> progress;
    private final List<Round> healthy = new ArrayList<>();
    private final List<Round> sick = new ArrayList<>();

    /**
     * @param garbageEvery zero: none
     * @param healWithin what waits longer after a sick round is lost, and the bench ends
     */
    record Settings(
            int perSecond,
            Duration length,
            Duration warmUp,
            int rounds,
            Duration garbageEvery,
            boolean secondClient,
            Duration healWithin) {}

    HeadOfLineRun(
            Settings settings,
            SimulatorLab lab,
            WorkerProcess worker,
            Traffic traffic,
            SickMailboxes sickMailboxes,
            Garbage garbage,
            WrongClient wrongClient,
            Consumer<String> progress) {
        this.settings = settings;
        this.lab = lab;
        this.worker = worker;
        this.traffic = traffic;
        this.sickMailboxes = sickMailboxes;
        this.garbage = garbage;
        this.wrongClient = wrongClient;
        this.progress = progress;
    }

    Table run() {
        traffic.publish(settings.perSecond(), settings.warmUp(), _ -> false, _ -> false);
        boolean healed = heals();
        for (int round = 0; round < settings.rounds() && healed; round++) {
            healthy.add(one("healthy", round, _ -> false));
            begin();
            sick.add(one("sick", round, sickMailboxes::isSick));
            end();
            healed = heals();
        }
        return new Table(healthy, sick);
    }

    private Round one(String kind, int number, IntPredicate isSick) {
        traffic.publish(settings.perSecond(), LEAD_IN, isSick, _ -> false);
        long mails = traffic.ledger().sent();
        Duration before = worker.processorTime();
        traffic.publish(settings.perSecond(), settings.length(), isSick, sickMailboxes::isHealthy);
        Duration used = worker.processorTime().minus(before);
        mails = traffic.ledger().sent() - mails;
        var round = new Round(
                traffic.delays(),
                mails,
                used.toMillis() / 1000.0,
                traffic.outbox().lag(),
                worker.liveHeapMegabytes(),
                worker.parked());
        lab.forgetRequests();
        progress.accept("round %d of %d, %s: %s".formatted(number + 1, settings.rounds(), kind, round));
        return round;
    }

    private void begin() {
        sickMailboxes.begin();
        if (settings.secondClient()) {
            wrongClient.begin();
        }
        if (settings.garbageEvery().isPositive()) {
            garbage.begin(settings.garbageEvery());
        }
        traffic.fill(sickMailboxes::isSick);
    }

    private void end() {
        garbage.end();
        if (settings.secondClient()) {
            wrongClient.end();
        }
        sickMailboxes.end();
    }

    /** Whether nothing waits any more, in time. */
    private boolean heals() {
        boolean healed = Waiting.until(
                settings.healWithin(),
                () -> traffic.ledger().waiting() == 0
                        && worker.parked() == 0
                        && traffic.outbox().lag() == 0);
        if (!healed) {
            progress.accept("%d commands have no result and %d records are not passed %d s after all was healed"
                    .formatted(
                            traffic.ledger().waiting(),
                            traffic.outbox().lag(),
                            settings.healWithin().toSeconds()));
        }
        return healed;
    }
}
