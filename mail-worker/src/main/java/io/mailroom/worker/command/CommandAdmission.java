package io.mailroom.worker.command;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.decode.CommandDecoder;
import io.mailroom.worker.decode.Decoded;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.record.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Reads what a record asks for when it comes in. Never waits. */
public record CommandAdmission(Budget budget, Clock clock, ResultCounter counter) {
    private static final Logger LOG = Logger.getLogger(CommandAdmission.class);

    /** A record that cannot be carried out has its answer. */
    public Admitted read(OwnedPartition partition, RawRecord record) {
        return switch (CommandDecoder.decode(record)) {
            case Decoded.Accepted accepted -> accepted(partition, record, accepted);
            case Decoded.Rejected(var command, var ending) -> {
                Fact told = rejection(partition, command, ending);
                yield new Admitted.Answer(List.of(() -> told));
            }
            case Decoded.Undecodable(var code, var reason) -> {
                LOG.warnf(
                        "record cannot be read, kept in the dead letters topic=%s partition=%d offset=%d code=%s",
                        record.topic(), record.partition(), record.offset(), code);
                yield new Admitted.Answer(
                        DeadLetters.of(partition.client(), record, code, reason).inTurn());
            }
        };
    }

    private Admitted accepted(OwnedPartition partition, RawRecord record, Decoded.Accepted accepted) {
        MailCommand command = accepted.command();
        var inFlight = new CommandInFlight(
                partition,
                record,
                command,
                accepted.payload(),
                JournalKey.of(partition.client(), command.connection(), command.key()),
                clock.instant(),
                null);
        byte[] key = Objects.requireNonNull(record.key(), "the decoder wants the connection as the key");
        int home = partition.home(key);
        if (home != record.partition()) {
            LOG.debugf("record forwarded home partition=%d home=%d", record.partition(), home);
            return new Admitted.Answer(List.of(
                    () -> new Fact.Forwarded(record, home),
                    () -> rejection(partition, inFlight.ref(), tooLarge(record))));
        }
        // A cancel needs no content, and may have to wait for a slow turn to end.
        return command instanceof CancelCommand cancel
                ? new Admitted.Cancel(budget.lighten(inFlight), cancel)
                : new Admitted.Command(inFlight);
    }

    private Fact rejection(OwnedPartition partition, CommandRef command, Ending.Rejected ending) {
        Instant now = clock.instant();
        MailResult result = Results.unbegun(command, now, ending, now);
        counter.ended(result);
        LOG.infof("command rejected command=%s code=%s field=%s", command.key().id(), ending.code(), ending.field());
        return new Fact.Result(partition.client(), MailEvents.result(result));
    }

    private static Ending.Rejected tooLarge(RawRecord record) {
        return new Ending.Rejected(
                ResultCode.TOO_LARGE,
                "The record came in a partition where its key is not at home, and with " + record.weight()
                        + " bytes it cannot be moved there.",
                null);
    }
}
