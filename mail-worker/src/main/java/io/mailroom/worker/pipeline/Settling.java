package io.mailroom.worker.pipeline;

import io.cloudevents.CloudEvent;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.model.wire.ResultJson;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.commit.Settled;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.lane.After;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts into one transaction what belongs together, and takes it over once it is committed. */
final class Settling {
    private static final Logger LOG = Logger.getLogger(Settling.class);

    /** After this long no draft appears any more that was asked for before: twice what a gateway waits (facts G2). */
    private static final Duration LATEST_DRAFT = Duration.ofMinutes(4);

    /** A draft that was just made may be missing in a look-up for so long (facts G1.7). */
    private static final Duration LOOK_UPS_LAG = Duration.ofMinutes(1);

    private final Committers committers;
    private final Holds holds;
    private final Budget budget;
    private final Clock clock;
    private final Tally tally;

    Settling(Committers committers, Holds holds, Budget budget, Clock clock, Tally tally) {
        this.committers = committers;
        this.holds = holds;
        this.budget = budget;
        this.clock = clock;
        this.tally = tally;
    }

    /** The command's result, with everything that has to stand beside it. */
    After finish(Task task, Instant startedAt, Ending ending, Evidence evidence) {
        MailResult result = Results.of(task, startedAt, ending, evidence, clock.instant());
        return finish(task, result, leftover(task, result, evidence));
    }

    /** @param rest what is still to be cleared away, if anything */
    After finish(Task task, MailResult result, @Nullable Parked rest) {
        CloudEvent event = MailEvents.result(result);
        var done = new JournalEntry.Done(task.payload(), event);
        boolean conflict = result.code() == ResultCode.IDEMPOTENCY_CONFLICT;
        var facts = new ArrayList<Fact>();
        if (!conflict) {
            facts.add(new Fact.Journaled(task.key(), done));
        }
        facts.add(new Fact.Told(task.partition().client(), event));
        return switch (committers.settle(rest == null ? task.ending(facts) : task.parking(rest, facts))) {
            case Settled.Committed(var offsets) -> {
                if (!conflict) {
                    long written = offsets.get(rest == null ? 0 : 1);
                    task.partition().journal().committed(task.key(), done, written);
                }
                ended(task, result);
                yield rest == null
                        ? new After.Ended()
                        : new After.Waits(rest, null, () -> {
                            budget.giveBack(task.record());
                            task.partition().lines().stored(rest.connection(), rest.place(), offsets.getFirst());
                        });
            }
            case Settled.NotOwned _ -> new After.GivenUp();
            // A draft that cannot be remembered is left: its owner can see it, and the result counts more.
            case Settled.Unwritable _ when rest != null -> finish(task, result, null);
            case Settled.Unwritable(var refusal) -> {
                hold(task.partition().offsets(), refusal);
                yield new After.GivenUp();
            }
        };
    }

    /**
     * What Mailroom itself writes fits wherever the topics are as they must be. So if it does not fit, it is the topics
     * that are wrong: the client is held, and goes on from what stands in Kafka.
     */
    private void hold(PartitionOffsets partition, Refusal refusal) {
        partition.release();
        holds.refused(
                partition.client(),
                "%s takes no record of %d bytes (%s).".formatted(refusal.topic(), refusal.bytes(), refusal.why()));
    }

    /** What is still to be cleared away when the command has its result. */
    private @Nullable Parked leftover(Task task, MailResult result, Evidence evidence) {
        Instant now = clock.instant();
        Instant when = switch (evidence.leftover()) {
            case LATER -> now.plus(LATEST_DRAFT);
            case NOW -> now.plus(LOOK_UPS_LAG);
            case NONE ->
                result.code() == ResultCode.EXPIRED && task.mayHaveBegun() ? sweepableFrom(task.parked(), now) : null;
        };
        return when == null
                ? null
                : task.parked(Parked.Kind.SWEEP, when, result.code(), task.history())
                        .sweep(when);
    }

    /**
     * From when on a look-up shows every draft that a command may have left which ends now without another attempt.
     *
     * @param parked nothing if nobody knows what a former owner of the command did
     */
    static Instant sweepableFrom(@Nullable Parked parked, Instant now) {
        boolean mayAppear = parked == null || parked.history().draftMayAppear();
        return now.plus(mayAppear ? LATEST_DRAFT : LOOK_UPS_LAG);
    }

    /** Waits for the transaction. */
    boolean settle(Settlement settlement) {
        return settleOne(List.of(() -> settlement));
    }

    /** Waits for the first of these that can be written. */
    boolean settleOne(List<Supplier<Settlement>> inTurn) {
        Settlement settlement = inTurn.getFirst().get();
        return switch (committers.settle(settlement)) {
            case Settled.Committed _ -> true;
            case Settled.NotOwned _ -> false;
            case Settled.Unwritable _ when inTurn.size() > 1 -> settleOne(inTurn.subList(1, inTurn.size()));
            case Settled.Unwritable(var refusal) -> {
                hold(settlement.of(), refusal);
                yield false;
            }
        };
    }

    /** Waits for the transaction; where the facts stand. */
    Settled settled(Settlement settlement) {
        return committers.settle(settlement);
    }

    /** Waits for a transaction of what has no smaller form: if Kafka will never take it, its client is held. */
    Settled decided(Settlement settlement) {
        Settled settled = committers.settle(settlement);
        if (settled instanceof Settled.Unwritable(var refusal)) {
            hold(settlement.of(), refusal);
            return new Settled.NotOwned();
        }
        return settled;
    }

    /** For whoever has no smaller settlement left. */
    After unwritable(Task task, Refusal refusal) {
        hold(task.partition().offsets(), refusal);
        return new After.GivenUp();
    }

    /** Moves a command to the parked; nobody waits for it. It stays in memory until that is committed. */
    void park(Task task, Parked parked, boolean tell) {
        List<Fact> progress = tell ? List.of(told(task, parked)) : List.of();
        CompletableFuture<?> _ = committers
                .submit(task.parking(parked, progress))
                .thenAccept(settled -> {
                    switch (settled) {
                        case Settled.Committed(var offsets) -> {
                            budget.giveBack(task.record());
                            task.partition().lines().stored(parked.connection(), parked.place(), offsets.getFirst());
                        }
                        case Settled.NotOwned _ -> budget.giveBack(task.record());
                        case Settled.Unwritable(var refusal) ->
                            new Unkept(this, budget, clock).stand(task, parked, refusal);
                    }
                });
    }

    private Fact told(Task task, Parked parked) {
        return new Fact.Told(
                task.partition().client(),
                MailEvents.progress(
                        new MailProgress.Parked(task.ref(), clock.instant(), parked.due(), parked.reason())));
    }

    /** Never waits: the polling thread brings the group's generation, without which nothing is committed. */
    void answer(OwnedPartition partition, RawRecord record) {
        answer(partition, record, List.of(List::of));
    }

    /**
     * Never waits, as above.
     *
     * @param answers in the order in which they are tried: the next where one cannot be written
     */
    void answer(OwnedPartition partition, RawRecord record, List<Supplier<List<Fact>>> answers) {
        CompletableFuture<?> _ = committers
                .submit(Settlement.ending(
                        partition.offsets(), record.offset(), answers.getFirst().get()))
                .thenAccept(settled -> {
                    switch (settled) {
                        case Settled.Committed _, Settled.NotOwned _ -> budget.giveBack(record);
                        case Settled.Unwritable _
                        when answers.size() > 1 -> answer(partition, record, answers.subList(1, answers.size()));
                        case Settled.Unwritable(var refusal) -> {
                            budget.giveBack(record);
                            hold(partition.offsets(), refusal);
                        }
                    }
                });
    }

    /** Nobody waits for progress, and it ends nothing. With it the position is committed. */
    void tell(Task task, MailProgress progress) {
        CompletableFuture<?> _ = committers
                .submit(Settlement.goingOn(
                        task.partition().offsets(),
                        List.of(new Fact.Told(task.partition().client(), MailEvents.progress(progress)))))
                .thenRun(() -> budget.seen(task.record()));
    }

    void ended(Task task, MailResult result) {
        tally.ended(result);
        String tag = result instanceof MailResult.Synced ? "[Incoming Mail]" : "[Sent Mail]";
        LOG.infof(
                "%s ended command=%s connection=%s mailbox=%s status=%s code=%s attempts=%d request-id=%s",
                tag,
                task.command().key().id(),
                task.command().connection(),
                result.facts().mailbox(),
                ResultJson.status(result),
                result.code(),
                result.facts().attempts(),
                result.facts().requestId());
    }
}
