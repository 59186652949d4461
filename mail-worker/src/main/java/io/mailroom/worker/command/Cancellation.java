package io.mailroom.worker.command;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.CommitResult;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.StateUnreadable;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.queue.QueueKey;
import io.mailroom.worker.queue.QueueTask.TaskResult;
import io.mailroom.worker.queue.TurnResult;
import io.mailroom.worker.queue.WaitingCommand;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Calls commands back, between two turns of their queue, so that nothing of the mailbox is under way meanwhile. Promise:
 * the answer is certain. Yes means that the command has its result, {@code CANCELLED}, in the same transaction; no means
 * that it goes its way.
 */
public record Cancellation(
        PartitionWriter writer, ResultWriter results, ParkedRecords records, Budget budget, Clock clock) {
    private static final Logger LOG = Logger.getLogger(Cancellation.class);

    private static final Ending FAILED =
            new Ending.Failed(ResultCode.INTERNAL_ERROR, "Mailroom failed; the command was not called back.", true);

    /** Has the command called back as soon as its queue is between two turns. */
    public void enqueue(CommandInFlight cancel, CancelCommand command) {
        var target = JournalKey.of(cancel.partition().client(), command.connection(), command.target());
        var task = new CommandTask(budget, cancel, (here, last) -> answer(cancel, target, here, last));
        cancel.partition().queues().runBetweenTurns(command.connection(), target, task);
    }

    /** The one place where what nobody foresaw is caught: it ends this cancel. A read that failed is tried again. */
    private TaskResult answer(CommandInFlight cancel, JournalKey target, QueueKey here, boolean last)
            throws InterruptedException {
        try {
            return decide(cancel, target, here, last);
        } catch (StateUnreadable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "a cancel failed command=%s", cancel.command().key().id());
            return taskResult(results.settle(cancel, clock.instant(), FAILED, Evidence.none()));
        }
    }

    private static TaskResult taskResult(TurnResult result) {
        return switch (result) {
            case TurnResult.Ended _, TurnResult.Waits _, TurnResult.Stays _ -> TaskResult.DONE;
            case TurnResult.GivenUp _ -> TaskResult.GIVEN_UP;
        };
    }

    private TaskResult decide(CommandInFlight cancel, JournalKey target, QueueKey here, boolean last)
            throws InterruptedException {
        OwnedPartition partition = cancel.partition();
        Optional<JournalEntry> before = partition.journal().find(cancel.key());
        if (before.isPresent()) {
            return taskResult(repeat(cancel, before.get()));
        }
        if (partition.journal().knows(target)) {
            return taskResult(tooLate(cancel));
        }
        OptionalLong place = partition
                .queues()
                .place(
                        here,
                        waiting -> waiting.key().equals(target),
                        parked -> parked.key().equals(target) && parked.kind() != Parked.Kind.SWEEP);
        if (place.isPresent()) {
            return taskResult(callBack(cancel, target, here, place.getAsLong()));
        }
        if (!last) {
            return TaskResult.ELSEWHERE;
        }
        return taskResult(
                refuse(cancel, ResultCode.COMMAND_UNKNOWN, "No command of that source and id waits or was begun."));
    }

    private TurnResult repeat(CommandInFlight cancel, JournalEntry before) {
        return before.payload().sameAs(cancel.payload()) && before instanceof JournalEntry.Done done
                ? results.repeat(cancel, done.result())
                : results.settle(cancel, clock.instant(), Results.conflict(), Evidence.none());
    }

    private TurnResult tooLate(CommandInFlight cancel) {
        return refuse(cancel, ResultCode.TOO_LATE, "The command was begun, or has ended; it cannot be called back.");
    }

    private TurnResult refuse(CommandInFlight cancel, ResultCode code, String message) {
        return results.settle(cancel, clock.instant(), new Ending.Failed(code, message, false), Evidence.none());
    }

    private TurnResult callBack(CommandInFlight cancel, JournalKey target, QueueKey here, long place)
            throws InterruptedException {
        OwnedPartition partition = cancel.partition();
        // What is just being parked stands in Kafka once a commit behind it does; its draft is swept from there.
        if (partition.queues().beingStored(here, place)
                && !writer.write(CommitRequest.writing(partition.offsets(), List.of()))) {
            return new TurnResult.GivenUp();
        }
        WaitingCommand<CommandInFlight> waiting =
                partition.queues().find(here, place).orElse(null);
        if (waiting == null) {
            return tooLate(cancel);
        }
        Instant now = clock.instant();
        Optional<CancelledTarget> cancelled = CancelledTarget.of(cancel, waiting, records, now);
        return cancelled.isEmpty()
                ? new TurnResult.GivenUp()
                : settleBoth(cancel, new Target(target, here, place, waiting, cancelled.get()), now);
    }

    /** A command that waits, and what becomes of it. */
    private record Target(
            JournalKey key,
            QueueKey queue,
            long place,
            WaitingCommand<CommandInFlight> waiting,
            CancelledTarget cancelled) {
        /** What could not be kept was not parked either, so that nothing has ended its record. */
        boolean endsItsRecord() {
            return !(waiting instanceof WaitingCommand.InKafka<CommandInFlight> parked) || parked.unstored() != null;
        }
    }

    /** It leaves its queue only when all has been read that its ending takes, so that a failed read changes nothing. */
    private TurnResult settleBoth(CommandInFlight cancel, Target target, Instant now) {
        OwnedPartition partition = cancel.partition();
        var ending = new Ending.Cancelled("The command was called back; nothing was sent.");
        MailResult own = Results.of(cancel, now, ending, Evidence.none(), now);
        var ownDone = new JournalEntry.Done(cancel.payload(), MailEvents.result(own));
        if (!partition.queues().leave(cancel.command().connection(), target.place())) {
            return tooLate(cancel);
        }
        List<Fact> facts = facts(cancel, target, ownDone);
        CommitResult result = commit(cancel, target, facts);
        // Whether this was committed or not, it stands in no queue any more.
        if (target.waiting() instanceof WaitingCommand.InMemory<CommandInFlight>(var command, var _)) {
            budget.giveBack(command.record());
        }
        return switch (result) {
            case CommitResult.Committed(var offsets) -> {
                partition.journal().committed(target.key(), target.cancelled().done(), offsets.get(0));
                partition.journal().committed(cancel.key(), ownDone, offsets.get(1));
                results.count(cancel, own);
                if (facts.getLast() instanceof Fact.Parked(var _, var sweep, var original)) {
                    partition.queues().keep(target.queue(), sweep, offsets.getLast(), original.weight());
                }
                yield new TurnResult.Ended();
            }
            case CommitResult.NotOwned _ -> new TurnResult.GivenUp();
            case CommitResult.Unwritable(var refusal) -> results.hold(cancel, refusal);
        };
    }

    /** What is done about the record in the parked topic stands last. */
    private static List<Fact> facts(CommandInFlight cancel, Target target, JournalEntry.Done ownDone) {
        var client = cancel.partition().client();
        JournalEntry.Done targetDone = target.cancelled().done();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Journaled(target.key(), targetDone));
        facts.add(new Fact.Journaled(cancel.key(), ownDone));
        facts.add(new Fact.Result(client, targetDone.result()));
        facts.add(new Fact.Result(client, ownDone.result()));
        target.cancelled().rest().ifPresent(facts::add);
        return facts;
    }

    private CommitResult commit(CommandInFlight cancel, Target target, List<Fact> facts) {
        var finished = new ArrayList<Long>(List.of(cancel.record().offset()));
        if (target.endsItsRecord()) {
            finished.add(target.place());
        }
        var offsets = cancel.partition().offsets();
        CommitResult result = writer.commit(new CommitRequest(offsets, facts, finished));
        if (result instanceof CommitResult.Unwritable
                && facts.getLast() instanceof Fact.Parked(var client, var sweep, var _)) {
            // A draft that cannot be remembered is left: its owner can see it.
            facts.set(facts.size() - 1, new Fact.Unparked(client, sweep));
            result = writer.commit(new CommitRequest(offsets, facts, finished));
        }
        return result;
    }
}
