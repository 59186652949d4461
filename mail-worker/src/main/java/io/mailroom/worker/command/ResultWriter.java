package io.mailroom.worker.command;

import io.cloudevents.CloudEvent;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.model.wire.ResultJson;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.CommitResult;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.queue.TurnResult;
import io.mailroom.worker.record.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Settles commands: writes a command's ending and its position in one transaction, and takes both over once that is
 * committed.
 */
public record ResultWriter(PartitionWriter writer, Budget budget, Clock clock, ResultCounter counter) {
    private static final Logger LOG = Logger.getLogger(ResultWriter.class);

    /** Writes the command's result, with everything that has to stand beside it. Waits for the transaction. */
    public TurnResult settle(CommandInFlight command, Instant startedAt, Ending ending, Evidence evidence) {
        Instant now = clock.instant();
        MailResult result = Results.of(command, startedAt, ending, evidence, now);
        return settle(command, result, Leftovers.of(command, result, evidence, now));
    }

    /** @param rest what is still to be cleared away, if anything */
    TurnResult settle(CommandInFlight command, MailResult result, @Nullable Parked rest) {
        CloudEvent event = MailEvents.result(result);
        var done = new JournalEntry.Done(command.payload(), event);
        boolean conflict = result.ending().code() == ResultCode.IDEMPOTENCY_CONFLICT;
        var facts = new ArrayList<Fact>();
        if (!conflict) {
            facts.add(new Fact.Journaled(command.key(), done));
        }
        facts.add(new Fact.Result(command.partition().client(), event));
        return switch (writer.commit(rest == null ? command.ending(facts) : command.parking(rest, facts))) {
            case CommitResult.Committed(var offsets) -> {
                if (!conflict) {
                    long written = offsets.get(rest == null ? 0 : 1);
                    command.partition().journal().committed(command.key(), done, written);
                }
                count(command, result);
                yield rest == null ? new TurnResult.Ended() : sweepLater(command, rest, offsets.getFirst());
            }
            case CommitResult.NotOwned _ -> new TurnResult.GivenUp();
            // A draft that cannot be remembered is left: its owner can see it, and the result counts more.
            case CommitResult.Unwritable _ when rest != null -> settle(command, result, null);
            case CommitResult.Unwritable(var refusal) -> hold(command, refusal);
        };
    }

    private TurnResult sweepLater(CommandInFlight command, Parked rest, long storedAt) {
        return new TurnResult.Waits(rest, null, () -> {
            budget.giveBack(command.record());
            command.partition().queues().stored(rest.connection(), rest.place(), storedAt);
        });
    }

    /** For whoever has no smaller form of a command's ending left. */
    TurnResult hold(CommandInFlight command, Refusal refusal) {
        writer.hold(command.partition().offsets(), refusal);
        return new TurnResult.GivenUp();
    }

    /** Says the result of long ago once more. Waits for the transaction. */
    public TurnResult repeat(CommandInFlight command, CloudEvent result) {
        return end(command, List.of(new Fact.Result(command.partition().client(), result)));
    }

    /** Ends a command that has no result of its own to write. Waits for the transaction. */
    public TurnResult end(CommandInFlight command, List<Fact> facts) {
        return after(writer.write(command.ending(facts)));
    }

    static TurnResult after(boolean committed) {
        return committed ? new TurnResult.Ended() : new TurnResult.GivenUp();
    }

    /** Ends a record that is answered without a turn. Never waits: the polling thread calls, without which nothing is committed. */
    public void answer(OwnedPartition partition, RawRecord record) {
        answer(partition, record, List.of());
    }

    /**
     * Never waits, as above.
     *
     * @param answers in the order in which they are tried: the next where one cannot be written
     */
    public void answer(OwnedPartition partition, RawRecord record, List<Supplier<Fact>> answers) {
        List<Fact> facts = answers.stream().limit(1).map(Supplier::get).toList();
        CompletableFuture<?> _ = writer.submit(CommitRequest.ending(partition.offsets(), record.offset(), facts))
                .thenAccept(result -> {
                    switch (result) {
                        case CommitResult.Committed _, CommitResult.NotOwned _ -> budget.giveBack(record);
                        case CommitResult.Unwritable _
                        when answers.size() > 1 -> answer(partition, record, answers.subList(1, answers.size()));
                        case CommitResult.Unwritable(var refusal) -> {
                            budget.giveBack(record);
                            writer.hold(partition.offsets(), refusal);
                        }
                    }
                });
    }

    /** Says that a command was accepted. Nobody waits for that, and it ends nothing; with it the position is committed. */
    public void announce(CommandInFlight command) {
        var accepted = new MailProgress.Accepted(command.ref(), command.receivedAt());
        CompletableFuture<?> _ = writer.submit(CommitRequest.writing(
                        command.partition().offsets(),
                        List.of(new Fact.Result(command.partition().client(), MailEvents.progress(accepted)))))
                .thenRun(() -> budget.seen(command.record()));
    }

    /** Counts and logs a result that is committed. */
    void count(CommandInFlight command, MailResult result) {
        counter.ended(result);
        String tag = result.ending() instanceof Ending.Synced ? "[Incoming Mail]" : "[Sent Mail]";
        LOG.infof(
                "%s ended command=%s connection=%s mailbox=%s status=%s code=%s attempts=%d request-id=%s",
                tag,
                command.command().key().id(),
                command.command().connection(),
                result.facts().mailbox(),
                ResultJson.status(result.ending()),
                result.ending().code(),
                result.facts().attempts(),
                result.facts().requestId());
    }
}
