package io.mailroom.worker.command;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailCommand;
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
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Reads what a record asks for when it comes in. Never waits. */
public final class CommandAdmission {
    private static final Logger LOG = Logger.getLogger(CommandAdmission.class);

    private final Budget budget;
    private final Clock clock;
    private final ResultCounter counter;

    public CommandAdmission(Budget budget, Clock clock, ResultCounter counter) {
        this.budget = budget;
        this.clock = clock;
        this.counter = counter;
    }

    /** A record that cannot be carried out has its answer. */
    public Admitted read(OwnedPartition partition, RawRecord record) {
        return switch (CommandDecoder.decode(record)) {
            case Decoded.Accepted accepted -> accepted(partition, record, accepted);
            case Decoded.Rejected rejected -> {
                Fact told = result(partition, rejection(record, rejected));
                yield new Admitted.Answer(List.of(() -> List.of(told)));
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
        byte[] key = Objects.requireNonNull(record.key(), "the decoder wants the connection as the key");
        int home = partition.home(key);
        if (home != record.partition()) {
            LOG.debugf("record forwarded home partition=%d home=%d", record.partition(), home);
            return new Admitted.Answer(List.of(
                    () -> List.of(new Fact.Forwarded(record, home)),
                    () -> List.of(result(partition, rejection(record, tooLarge(record, accepted.command()))))));
        }
        MailCommand command = accepted.command();
        var inFlight = new CommandInFlight(
                partition,
                record,
                command,
                accepted.payload(),
                JournalKey.of(partition.client(), command.connection(), command.key()),
                clock.instant(),
                null);
        // A cancel needs no content, and may have to wait for a slow turn to end.
        return command instanceof CancelCommand cancel
                ? new Admitted.Cancel(budget.lighten(inFlight), cancel)
                : new Admitted.Command(inFlight);
    }

    private MailResult rejection(RawRecord record, Decoded.Rejected rejected) {
        MailResult result = Results.of(record, rejected, clock.instant());
        counter.ended(result);
        LOG.infof(
                "command rejected command=%s code=%s field=%s", rejected.key().id(), rejected.code(), rejected.field());
        return result;
    }

    private static Fact result(OwnedPartition partition, MailResult result) {
        return new Fact.Result(partition.client(), MailEvents.result(result));
    }

    private static Decoded.Rejected tooLarge(RawRecord record, MailCommand command) {
        return new Decoded.Rejected(
                command.key(),
                command.type(),
                command.connection().value(),
                ResultCode.TOO_LARGE,
                "The record came in a partition where its key is not at home, and with " + record.weight()
                        + " bytes it cannot be moved there.",
                null);
    }
}
