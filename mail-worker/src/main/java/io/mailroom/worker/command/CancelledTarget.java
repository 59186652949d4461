package io.mailroom.worker.command;

import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.queue.WaitingCommand;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a command that is called back.
 *
 * @param rest what is done about its record in the parked topic
 */
record CancelledTarget(JournalEntry.Done done, Optional<Fact> rest) {
    private static final Ending CALLED_BACK =
            new Ending.Cancelled("The command was called back in time; nothing was sent.");

    /** @return nothing if it cannot be read where it was written, which {@link ParkedCommands} tells of */
    static Optional<CancelledTarget> of(
            CommandInFlight cancel, WaitingCommand<CommandInFlight> waiting, ParkedRecords records, Instant now)
            throws InterruptedException {
        return switch (waiting) {
            case WaitingCommand.InMemory<CommandInFlight>(var command, var _) ->
                Optional.of(new CancelledTarget(done(command, now), Optional.empty()));
            case WaitingCommand.InKafka<CommandInFlight> inKafka -> parked(cancel, inKafka, records, now);
        };
    }

    private static Optional<CancelledTarget> parked(
            CommandInFlight cancel, WaitingCommand.InKafka<?> waiting, ParkedRecords records, Instant now)
            throws InterruptedException {
        OwnedPartition partition = cancel.partition();
        Parked unstored = waiting.unstored();
        if (unstored != null) {
            return Optional.of(new CancelledTarget(
                    done(cancel, unstored, now), Optional.of(new Fact.Unparked(partition.client(), unstored))));
        }
        return records.at(partition.offsets().partition(), waiting.storedAt()).map(stored -> {
            Parked parked = ParkedCodec.read(stored, waiting.stub());
            return new CancelledTarget(done(cancel, parked, now), Optional.of(rest(partition, parked, stored, now)));
        });
    }

    private static JournalEntry.Done done(CommandInFlight command, Instant now) {
        return done(command.payload(), Results.of(command, now, CALLED_BACK, Evidence.none(), now));
    }

    private static JournalEntry.Done done(CommandInFlight cancel, Parked parked, Instant now) {
        var record = new RecordRef(cancel.record().topic(), cancel.record().partition(), parked.offset());
        var ref = new CommandRef(
                parked.command(), parked.type(), parked.connection().value(), record);
        return done(parked.payload(), Results.unbegun(ref, parked.receivedAt(), CALLED_BACK, now));
    }

    private static JournalEntry.Done done(PayloadHash payload, MailResult result) {
        return new JournalEntry.Done(payload, MailEvents.result(result));
    }

    /** A draft that an attempt may have left is cleared away as soon as it can be seen. */
    private static Fact rest(OwnedPartition partition, Parked parked, RawRecord stored, Instant now) {
        return parked.mayHaveBegun()
                ? new Fact.Parked(
                        partition.client(),
                        parked.sweep(Leftovers.sweepableFrom(parked, now)),
                        ParkedCodec.original(stored, parked, partition.offsets().topic()))
                : new Fact.Unparked(partition.client(), parked);
    }
}
