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
import io.mailroom.worker.lane.After;
import io.mailroom.worker.lane.Taken;
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

/**
 * Calls commands back, between two turns of their line, so that nothing of the mailbox is under way meanwhile. Promise:
 * the answer is certain. Yes means that the command has its result, {@code CANCELLED}, in the same transaction; no means
 * that it goes its way.
 */
final class Cancelling {
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

    void cancel(Task task, CancelCommand command) {
        if (!task.partition().offsets().begin()) {
            budget.giveBack(task.record().weight());
            return;
        }
        try {
            answered(task, command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            task.partition().offsets().ended();
            budget.giveBack(task.record().weight());
        }
    }

    @SuppressWarnings("UnusedReturnValue") // a line that is given up begins nothing more by itself
    private After answered(Task task, CancelCommand command) throws InterruptedException {
        OwnedPartition partition = task.partition();
        Optional<JournalEntry> before = partition.journal().find(task.key());
        if (before.isPresent()) {
            return repeated(task, before.get());
        }
        var target = JournalKey.of(partition.client(), command.connection(), command.target());
        if (partition.journal().knows(target)) {
            return no(task, ResultCode.TOO_LATE, "The command was begun, or has ended; it cannot be called back.");
        }
        OptionalLong place = partition
                .lines()
                .place(
                        command.connection(),
                        waiting -> waiting.key().equals(target),
                        parked -> parked.key().equals(target) && parked.kind() != Parked.Kind.SWEEP);
        if (place.isEmpty()) {
            return no(task, ResultCode.COMMAND_UNKNOWN, "No command of that source and id waits or was begun.");
        }
        // What is just being parked stands in Kafka once a commit behind it does; its draft is swept from there.
        if (partition.lines().beingStored(command.connection(), place.getAsLong())
                && !settling.settle(Settlement.goingOn(partition.offsets(), List.of()))) {
            return new After.GivenUp();
        }
        Taken<Task> taken = partition
                .lines()
                .take(command.connection(), place.getAsLong())
                .orElseThrow(() -> new IllegalStateException("it stood in line just now"));
        return yes(task, target, place.getAsLong(), taken);
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

    private After yes(Task task, JournalKey target, long place, Taken<Task> taken) throws InterruptedException {
        OwnedPartition partition = task.partition();
        Instant now = clock.instant();
        MailResult targets = switch (taken) {
            case Taken.FromMemory<Task>(var command) ->
                Results.of(command, now, new Ending.Cancelled(Results.CALLED_BACK), Evidence.none(), now);
            case Taken.FromKafka<Task>(var parked, long _) ->
                Results.cancelled(
                        parked,
                        new RecordRef(task.record().topic(), task.record().partition(), parked.offset()),
                        now);
        };
        MailResult own = Results.of(
                task,
                now,
                new Ending.Cancelled("The command was called back; nothing was sent."),
                Evidence.none(),
                now);
        var targetDone = new JournalEntry.Done(payload(taken), MailEvents.result(targets));
        var ownDone = new JournalEntry.Done(task.payload(), MailEvents.result(own));
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Journaled(target, targetDone));
        facts.add(new Fact.Journaled(task.key(), ownDone));
        facts.add(told(partition, targetDone.result()));
        facts.add(told(partition, ownDone.result()));
        var finished = new ArrayList<Long>(List.of(task.record().offset()));
        switch (taken) {
            case Taken.FromMemory<Task> _ -> finished.add(place);
            case Taken.FromKafka<Task>(var parked, long storedAt) -> facts.add(left(partition, parked, storedAt, now));
        }
        if (!(settling.settled(new Settlement(partition.offsets(), facts, finished))
                instanceof Settled.Committed(var offsets))) {
            return new After.GivenUp();
        }
        partition.journal().committed(target, targetDone, offsets.get(0), now);
        partition.journal().committed(task.key(), ownDone, offsets.get(1), now);
        settling.ended(task, own);
        if (taken instanceof Taken.FromMemory<Task>(var command)) {
            budget.giveBack(command.record().weight());
        }
        if (facts.getLast() instanceof Fact.Parked(var _, var sweep, var _)) {
            partition.lines().keep(sweep, offsets.getLast());
        }
        return new After.Ended();
    }

    /** A draft that an attempt may have left is cleared away as soon as it can be seen. */
    private Fact left(OwnedPartition partition, Parked parked, long storedAt, Instant now) throws InterruptedException {
        Optional<RawRecord> stored = parked.mayHaveBegun() && storedAt >= 0
                ? fetching.at(partition.offsets().partition(), storedAt)
                : Optional.empty();
        return stored.<Fact>map(record -> new Fact.Parked(
                        partition.client(),
                        parked.sweep(Settling.sweepableFrom(parked, now)),
                        ParkedCodec.original(record, parked, partition.offsets().topic())))
                .orElseGet(() -> new Fact.Unparked(partition.client(), parked));
    }

    private static PayloadHash payload(Taken<Task> taken) {
        return switch (taken) {
            case Taken.FromMemory<Task>(var command) -> command.payload();
            case Taken.FromKafka<Task>(var parked, long _) -> parked.payload();
        };
    }

    private static Fact told(OwnedPartition partition, CloudEvent event) {
        return new Fact.Told(partition.client(), event);
    }
}
