package io.mailroom.worker.command;

import io.cloudevents.CloudEvent;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.decode.CommandDecoder;
import io.mailroom.worker.decode.Decoded;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.queue.Room;
import io.mailroom.worker.queue.TurnResult;
import io.mailroom.worker.record.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Fetches commands that wait in Kafka when their turn comes. */
public record ParkedCommands(ParkedRecords records, PartitionWriter writer, Budget budget, Clock clock) {
    private static final Logger LOG = Logger.getLogger(ParkedCommands.class);

    /** What was fetched. */
    public sealed interface Fetched {
        record Command(CommandInFlight command) implements Fetched {}

        /** It gets no turn, and its room is given back. */
        record NoTurn(TurnResult result) implements Fetched {}
    }

    /** @param room of the command, granted; bound to what is fetched */
    public Fetched fetch(OwnedPartition partition, ParkedStub stub, long storedAt, Room room) {
        Optional<RawRecord> stored;
        try {
            stored = records.at(partition.offsets().partition(), storedAt);
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
            return new Fetched.NoTurn(new TurnResult.GivenUp());
        }
        Parked parked = ParkedCodec.read(stored.get(), stub);
        RawRecord record = ParkedCodec.original(stored.get(), parked, TopicNames.commands(partition.client()));
        budget.bind(record, room);
        return decode(partition, parked, record);
    }

    private Fetched decode(OwnedPartition partition, Parked parked, RawRecord record) {
        return switch (CommandDecoder.decode(record)) {
            case Decoded.Accepted(var command, var payload) ->
                new Fetched.Command(new CommandInFlight(
                        partition, record, command, payload, parked.key(), parked.receivedAt(), parked));
            // A newer version may be stricter than the one that parked it.
            case Decoded.Rejected(var command, var ending) -> {
                Instant now = clock.instant();
                CloudEvent result = MailEvents.result(Results.unbegun(command, now, ending, now));
                yield end(partition, parked, record, List.of(() -> new Fact.Result(partition.client(), result)));
            }
            case Decoded.Undecodable(var code, var reason) ->
                end(
                        partition,
                        parked,
                        record,
                        DeadLetters.of(partition.client(), record, code, reason).inTurn());
        };
    }

    /** @param answers in the order in which they are tried */
    private Fetched end(OwnedPartition partition, Parked parked, RawRecord record, List<Supplier<Fact>> answers) {
        var unparked = new Fact.Unparked(partition.client(), parked);
        List<Supplier<CommitRequest>> inTurn = answers.stream()
                .<Supplier<CommitRequest>>map(
                        answer -> () -> CommitRequest.writing(partition.offsets(), List.of(answer.get(), unparked)))
                .toList();
        TurnResult result = ResultWriter.after(writer.writeFirst(inTurn));
        budget.giveBack(record);
        return new Fetched.NoTurn(result);
    }
}
