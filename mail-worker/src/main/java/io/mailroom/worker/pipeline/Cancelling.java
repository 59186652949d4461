package io.mailroom.worker.pipeline;

import io.cloudevents.CloudEvent;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settled;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.journal.StateUnreadable;
import io.mailroom.worker.lane.After;
import io.mailroom.worker.lane.LineKey;
import io.mailroom.worker.lane.Taken;
import io.mailroom.worker.lane.Visitor.Visited;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Calls commands back, between two turns of their line, so that nothing of the mailbox is under way meanwhile. Promise:
 * the answer is certain. Yes means that the command has its result, {@code CANCELLED}, in the same transaction; no means
 * that it goes its way.
 */
final class Cancelling {
    private static final Logger LOG = Logger.getLogger(Cancelling.class);

    private static final Ending FAILED =
            new Ending.Failed(ResultCode.INTERNAL_ERROR, "Mailroom failed; the command was not called back.", true);

    private final Settling settling;
    private final Turns.Fetching fetching;
    private final Budget budget;
    private final Clock clock;

    Cancelling(Settling settling, Turns.Fetching fetching, Budget budget, Clock clock) {
        this.settling = settling;
        this.fetching = fetching;
        this.budget = budget;
        this.clock = clock;
    }

    /** Has the command called back as soon as its line is between two turns. */
    void stand(Task task, CancelCommand command) {
        var target = JournalKey.of(task.partition().client(), command.connection(), command.target());
        var visit = new Visit(budget, task, (here, last) -> cancel(task, target, here, last));
        task.partition().lines().visit(command.connection(), target, visit);
    }

    /** The one place where what nobody foresaw is caught: it ends this cancel. A read that failed is tried again. */
    private Visited cancel(Task task, JournalKey target, LineKey here, boolean last) throws InterruptedException {
        try {
            return answered(task, target, here, last);
        } catch (StateUnreadable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "a cancel failed command=%s", task.command().key().id());
            return visited(settling.finish(task, clock.instant(), FAILED, Evidence.none()));
        }
    }

    private static Visited visited(After after) {
        return switch (after) {
            case After.Ended _, After.Waits _, After.Stays _ -> Visited.DONE;
            case After.GivenUp _ -> Visited.GIVEN_UP;
        };
    }

    private Visited answered(Task task, JournalKey target, LineKey here, boolean last) throws InterruptedException {
        OwnedPartition partition = task.partition();
        Optional<JournalEntry> before = partition.journal().find(task.key());
        if (before.isPresent()) {
            return visited(repeated(task, before.get()));
        }
        if (partition.journal().knows(target)) {
            return visited(tooLate(task));
        }
        OptionalLong place = partition
                .lines()
                .place(
                        here,
                        waiting -> waiting.key().equals(target),
                        parked -> parked.key().equals(target) && parked.kind() != Parked.Kind.SWEEP);
        if (place.isPresent()) {
            return visited(calledBack(task, target, here, place.getAsLong()));
        }
        if (!last) {
            return Visited.ELSEWHERE;
        }
        return visited(no(task, ResultCode.COMMAND_UNKNOWN, "No command of that source and id waits or was begun."));
    }

    private After calledBack(Task task, JournalKey target, LineKey here, long place) throws InterruptedException {
        OwnedPartition partition = task.partition();
        // What is just being parked stands in Kafka once a commit behind it does; its draft is swept from there.
        if (partition.lines().beingStored(here, place)
                && !settling.settle(Settlement.goingOn(partition.offsets(), List.of()))) {
            return new After.GivenUp();
        }
        Taken<Task> found = partition.lines().find(here, place).orElse(null);
        return found == null ? tooLate(task) : yes(task, target, here, place, found);
    }

    private After tooLate(Task task) {
        return no(task, ResultCode.TOO_LATE, "The command was begun, or has ended; it cannot be called back.");
    }

    private After repeated(Task task, JournalEntry before) {
        if (before.payload().equals(task.payload()) && before instanceof JournalEntry.Done done) {
            boolean told = settling.settle(
                    task.ending(List.of(new Fact.Told(task.partition().client(), done.result()))));
            return told ? new After.Ended() : new After.GivenUp();
        }
        return settling.finish(task, clock.instant(), Steps.conflict(), Evidence.none());
    }

    private After no(Task task, ResultCode code, String message) {
        return settling.finish(task, clock.instant(), new Ending.Failed(code, message, false), Evidence.none());
    }

    /** It leaves its line only when all has been read that its ending takes, so that a failed read changes nothing. */
    private After yes(Task task, JournalKey target, LineKey here, long place, Taken<Task> taken)
            throws InterruptedException {
        OwnedPartition partition = task.partition();
        Instant now = clock.instant();
        Optional<Called> called = called(task, taken, now);
        if (called.isEmpty()) {
            return new After.GivenUp();
        }
        MailResult own = Results.of(
                task,
                now,
                new Ending.Cancelled("The command was called back; nothing was sent."),
                Evidence.none(),
                now);
        var targetDone = called.get().done();
        var ownDone = new JournalEntry.Done(task.payload(), MailEvents.result(own));
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Journaled(target, targetDone));
        facts.add(new Fact.Journaled(task.key(), ownDone));
        facts.add(told(partition, targetDone.result()));
        facts.add(told(partition, ownDone.result()));
        called.get().left().ifPresent(facts::add);
        var finished = new ArrayList<Long>(List.of(task.record().offset()));
        if (!(taken instanceof Taken.FromKafka<Task>)) {
            // What could not be kept was not parked either, so that nothing has ended its record.
            finished.add(place);
        }
        if (!partition.lines().leave(task.command().connection(), place)) {
            return tooLate(task);
        }
        Settled settled = settling.settled(new Settlement(partition.offsets(), facts, finished));
        if (settled instanceof Settled.Unwritable
                && facts.getLast() instanceof Fact.Parked(var client, var sweep, var _)) {
            // A draft that cannot be remembered is left: its owner can see it.
            facts.set(facts.size() - 1, new Fact.Unparked(client, sweep));
            settled = settling.settled(new Settlement(partition.offsets(), facts, finished));
        }
        // Whether this was committed or not, it stands in no line any more.
        if (taken instanceof Taken.FromMemory<Task>(var command)) {
            budget.giveBack(command.record());
        }
        List<Long> offsets;
        switch (settled) {
            case Settled.Committed committed -> offsets = committed.offsets();
            case Settled.NotOwned _ -> {
                return new After.GivenUp();
            }
            case Settled.Unwritable(var refusal) -> {
                return settling.unwritable(task, refusal);
            }
        }
        partition.journal().committed(target, targetDone, offsets.get(0));
        partition.journal().committed(task.key(), ownDone, offsets.get(1));
        settling.ended(task, own);
        if (facts.getLast() instanceof Fact.Parked(var _, var sweep, var original)) {
            partition.lines().keep(here, sweep, offsets.getLast(), original.weight());
        }
        return new After.Ended();
    }

    /**
     * What becomes of a command that is called back.
     *
     * @param left what is done about its record in the parked topic
     */
    private record Called(JournalEntry.Done done, Optional<Fact> left) {}

    /** @return nothing if it cannot be read where it was written, which {@link Turns} tells of */
    private Optional<Called> called(Task task, Taken<Task> taken, Instant now) throws InterruptedException {
        OwnedPartition partition = task.partition();
        return switch (taken) {
            case Taken.FromMemory<Task>(var command) ->
                Optional.of(new Called(
                        done(
                                command.payload(),
                                Results.of(
                                        command, now, new Ending.Cancelled(Results.CALLED_BACK), Evidence.none(), now)),
                        Optional.empty()));
            case Taken.Unstored<Task>(var parked) ->
                Optional.of(new Called(
                        done(task, parked, now), Optional.of(new Fact.Unparked(partition.client(), parked))));
            case Taken.FromKafka<Task>(var stub, long storedAt) ->
                fetching.at(partition.offsets().partition(), storedAt).map(stored -> {
                    Parked parked = ParkedCodec.read(stored, stub);
                    return new Called(done(task, parked, now), Optional.of(left(partition, parked, stored, now)));
                });
        };
    }

    private static JournalEntry.Done done(Task task, Parked parked, Instant now) {
        var record = new RecordRef(task.record().topic(), task.record().partition(), parked.offset());
        return done(parked.payload(), Results.cancelled(parked, record, now));
    }

    private static JournalEntry.Done done(PayloadHash payload, MailResult result) {
        return new JournalEntry.Done(payload, MailEvents.result(result));
    }

    /** A draft that an attempt may have left is cleared away as soon as it can be seen. */
    private static Fact left(OwnedPartition partition, Parked parked, RawRecord stored, Instant now) {
        return parked.mayHaveBegun()
                ? new Fact.Parked(
                        partition.client(),
                        parked.sweep(Settling.sweepableFrom(parked, now)),
                        ParkedCodec.original(stored, parked, partition.offsets().topic()))
                : new Fact.Unparked(partition.client(), parked);
    }

    private static Fact told(OwnedPartition partition, CloudEvent event) {
        return new Fact.Told(partition.client(), event);
    }
}
