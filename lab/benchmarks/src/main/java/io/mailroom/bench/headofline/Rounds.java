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
final class Rounds {
    /** In it the commands of a sick round come to wait, and nothing is measured. */
    private static final Duration LEAD_IN = Duration.ofSeconds(10);

    private final Wish wish;
    private final SimulatorLab lab;
    private final WorkerProcess worker;
    private final Traffic traffic;
    private final Sickness sickness;
    private final Garbage garbage;
    private final WrongClient wrongClient;
    private final Consumer<String> teller;
    private final List<Round> healthy = new ArrayList<>();
    private final List<Round> sick = new ArrayList<>();

    /**
     * @param garbageEvery zero: none
     * @param healWithin what waits longer after a sick round is lost, and the bench ends
     */
    record Wish(
            int perSecond,
            Duration length,
            Duration warmUp,
            int rounds,
            Duration garbageEvery,
            boolean secondClient,
            Duration healWithin) {}

    Rounds(
            Wish wish,
            SimulatorLab lab,
            WorkerProcess worker,
            Traffic traffic,
            Sickness sickness,
            Garbage garbage,
            WrongClient wrongClient,
            Consumer<String> teller) {
        this.wish = wish;
        this.lab = lab;
        this.worker = worker;
        this.traffic = traffic;
        this.sickness = sickness;
        this.garbage = garbage;
        this.wrongClient = wrongClient;
        this.teller = teller;
    }

    Table run() {
        traffic.publish(wish.perSecond(), wish.warmUp(), _ -> false, _ -> false);
        boolean healed = heals();
        for (int round = 0; round < wish.rounds() && healed; round++) {
            healthy.add(one("healthy", round, _ -> false));
            begin();
            sick.add(one("sick", round, sickness::isSick));
            end();
            healed = heals();
        }
        return new Table(healthy, sick);
    }

    private Round one(String kind, int number, IntPredicate isSick) {
        traffic.publish(wish.perSecond(), LEAD_IN, isSick, _ -> false);
        long mails = traffic.books().sent();
        Duration before = worker.processorTime();
        traffic.publish(wish.perSecond(), wish.length(), isSick, sickness::isHealthy);
        Duration used = worker.processorTime().minus(before);
        mails = traffic.books().sent() - mails;
        var round = new Round(
                traffic.delays(),
                mails,
                used.toMillis() / 1000.0,
                traffic.outbox().lag(),
                worker.liveHeapMegabytes(),
                worker.parked());
        lab.forgetRequests();
        teller.accept("round %d of %d, %s: %s".formatted(number + 1, wish.rounds(), kind, round));
        return round;
    }

    private void begin() {
        sickness.begin();
        if (wish.secondClient()) {
            wrongClient.begin();
        }
        if (wish.garbageEvery().isPositive()) {
            garbage.begin(wish.garbageEvery());
        }
        traffic.fill(sickness::isSick);
    }

    private void end() {
        garbage.end();
        if (wish.secondClient()) {
            wrongClient.end();
        }
        sickness.end();
    }

    /** Whether nothing waits any more, in time. */
    private boolean heals() {
        boolean healed = Waiting.until(
                wish.healWithin(),
                () -> traffic.books().waiting() == 0
                        && worker.parked() == 0
                        && traffic.outbox().lag() == 0);
        if (!healed) {
            teller.accept("%d commands have no result and %d records are not passed %d s after all was healed"
                    .formatted(
                            traffic.books().waiting(),
                            traffic.outbox().lag(),
                            wish.healWithin().toSeconds()));
        }
        return healed;
    }
}
