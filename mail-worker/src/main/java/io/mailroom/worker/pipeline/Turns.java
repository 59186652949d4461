package io.mailroom.worker.pipeline;

import io.mailroom.model.result.ResultCode;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.decode.CommandDecoder;
import io.mailroom.worker.decode.Decoded;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.CorruptEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.StateUnreadable;
import io.mailroom.worker.lane.After;
import io.mailroom.worker.lane.LineWork;
import io.mailroom.worker.lane.Room;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.park.ParkedStub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What one turn of a line does with its command. */
final class Turns implements LineWork<Task> {
    private static final Logger LOG = Logger.getLogger(Turns.class);

    /** What cannot be swept within a day is left: it is a draft, and its owner can see it. */
    private static final Duration SWEEP_WITHIN = Duration.ofDays(1);

    private final OwnedPartition partition;
    private final Steps steps;
    private final Settling settling;
    private final Budget budget;
    private final Fetching fetching;
    private final Clock clock;

    /**
     * Reads a parked record; empty if something newer stands in its place. Throws {@link StateUnreadable} if it cannot be
     * read now.
     */
    interface Fetching {
        Optional<RawRecord> at(int partition, long offset) throws InterruptedException;
    }

    Turns(OwnedPartition partition, Steps steps, Settling settling, Budget budget, Fetching fetching, Clock clock) {
        this.partition = partition;
        this.steps = steps;
        this.settling = settling;
        this.budget = budget;
        this.fetching = fetching;
        this.clock = clock;
    }

    @Override
    public After run(Task task) {
        return left(task.record(), begun(task));
    }

    @Override
    public After run(ParkedStub stub, long storedAt, Room room) {
        Optional<RawRecord> stored;
        try {
            stored = fetching.at(partition.offsets().partition(), storedAt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stored = Optional.empty();
        }
        if (stored.isEmpty()) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.errorf(
                        "a parked command is not where it was written partition=%d offset=%d",
                        partition.offsets().partition(), storedAt);
            }
            room.giveBack();
            return new After.GivenUp();
        }
        Parked parked = ParkedCodec.read(stored.get(), stub);
        RawRecord record = ParkedCodec.original(stored.get(), parked, TopicNames.commands(partition.client()));
        budget.bind(record, room);
        return left(record, fetched(parked, record));
    }

    /** What goes on waiting stays in memory until it is written. */
    private After left(RawRecord record, After after) {
        if (!(after instanceof After.Waits)) {
            budget.giveBack(record);
        }
        return after;
    }

    private After fetched(Parked parked, RawRecord record) {
        return switch (CommandDecoder.decode(record)) {
            case Decoded.Accepted(var command, var payload) ->
                begun(new Task(partition, record, command, payload, parked.key(), parked.receivedAt(), parked));
            // A newer version may be stricter than the one that parked it.
            case Decoded.Rejected rejected ->
                over(settling.settle(Settlement.goingOn(
                        partition.offsets(),
                        List.of(
                                Reception.told(partition, Results.of(record, rejected, clock.instant())),
                                new Fact.Unparked(partition.client(), parked)))));
            case Decoded.Undecodable(var code, var reason) ->
                over(settling.settleOne(DeadLetters.of(partition.client(), record, code, reason).inTurn().stream()
                        .map(letter -> buried(letter, parked))
                        .toList()));
        };
    }

    private Supplier<Settlement> buried(Supplier<List<Fact>> letter, Parked parked) {
        return () -> {
            var facts = new ArrayList<>(letter.get());
            facts.add(new Fact.Unparked(partition.client(), parked));
            return Settlement.goingOn(partition.offsets(), facts);
        };
    }

    private static After over(boolean committed) {
        return committed ? new After.Ended() : new After.GivenUp();
    }

    private After begun(Task task) {
        if (!partition.offsets().begin()) {
            return new After.GivenUp();
        }
        try {
            return carriedOut(task);
        } finally {
            partition.offsets().ended();
        }
    }

    private After carriedOut(Task task) {
        Instant startedAt = clock.instant();
        return switch (outcome(task, startedAt)) {
            case Outcome.Ended _ when task.sweep() -> over(settling.settle(task.ending(List.of())));
            case Outcome.Ended(var ending, var evidence) -> settling.finish(task, startedAt, ending, evidence);
            case Outcome.Repeated(var result) ->
                over(settling.settle(task.ending(List.of(new Fact.Told(partition.client(), result)))));
            case Outcome.Postponed(var notBefore, var reason, var history) ->
                postponed(task, notBefore, reason, history);
            case Outcome.Interrupted _ -> new After.GivenUp();
        };
    }

    private Outcome outcome(Task task, Instant now) {
        if (task.expired(now) && !task.sweep() && !partition.journal().knows(task.key())) {
            return new Outcome.Ended(
                    new Ending.Failed(
                            ResultCode.EXPIRED, "The command's expiresAt has passed; nothing was sent.", false),
                    Evidence.none());
        }
        return attempt(task, new OwnedWaits(steps.timers(), partition.offsets()));
    }

    private After postponed(Task task, Instant notBefore, ResultCode reason, History history) {
        if (task.sweep()) {
            boolean late = clock.instant().isAfter(task.receivedAt().plus(SWEEP_WITHIN));
            if (late) {
                return over(settling.settle(task.ending(List.of())));
            }
            Parked again =
                    task.parked(Parked.Kind.IN_LINE, notBefore, reason, history).sweep(notBefore);
            return new After.Waits(again, null, () -> settling.park(task, again, false));
        }
        Parked parked = task.parked(Parked.Kind.IN_LINE, notBefore, reason, history);
        return task.parked() != null && parked.onlyLaterThan(task.parked())
                ? new After.Stays(parked.stub(), notBefore, reason)
                : new After.Waits(parked, notBefore, () -> settling.park(task, parked, true));
    }

    /** The one place where what nobody foresaw is caught: it ends this command and no other. */
    private Outcome attempt(Task task, OwnedWaits waits) {
        try {
            return steps.carryOut(task, waits);
        } catch (StateUnreadable e) {
            // Says nothing about the command: it keeps its place, and is tried again.
            throw e;
        } catch (CorruptEntry e) {
            LOG.errorf(
                    e,
                    "a journal entry is corrupt command=%s",
                    task.command().key().id());
            return new Outcome.Ended(
                    new Ending.Unknown(
                            "What Mailroom had written down about this command cannot be read, so nobody can know"
                                    + " whether it was carried out; it was not begun again.",
                            null),
                    Evidence.none());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "a step failed command=%s connection=%s",
                    task.command().key().id(),
                    task.command().connection());
            return new Outcome.Ended(failed(task), Evidence.none());
        }
    }

    private static Ending failed(Task task) {
        return task.partition().journal().knows(task.key())
                ? new Ending.Unknown("Mailroom failed while the outcome was open; the mail was not sent again.", null)
                : new Ending.Failed(ResultCode.INTERNAL_ERROR, "Mailroom failed; nothing was sent.", true);
    }

    @Override
    public Parked parked(Task task, Instant due, ResultCode reason) {
        Parked parked = task.parked(Parked.Kind.IN_LINE, due, reason, task.history());
        return task.mayHaveBegun() ? parked : parked.neverBegun();
    }

    @Override
    public void park(Task task, Parked parked) {
        settling.park(task, parked, parked.reason() != ResultCode.QUEUED);
    }

    @Override
    public JournalKey key(Task task) {
        return task.key();
    }

    @Override
    public String type(Task task) {
        return task.command().type();
    }
}
