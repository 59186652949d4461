package io.mailroom.worker.pipeline;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.decode.CommandDecoder;
import io.mailroom.worker.decode.Decoded;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.lane.Visitor;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** What becomes of a record when it comes in: a place in its line, or an answer. */
final class Reception {
    private static final Logger LOG = Logger.getLogger(Reception.class);

    private final Settling settling;
    private final Cancelling cancelling;
    private final Repeats repeats;
    private final Budget budget;
    private final Clock clock;
    private final Tally tally;

    Reception(Settling settling, Cancelling cancelling, Repeats repeats, Budget budget, Clock clock, Tally tally) {
        this.settling = settling;
        this.cancelling = cancelling;
        this.repeats = repeats;
        this.budget = budget;
        this.clock = clock;
        this.tally = tally;
    }

    /** Takes a record in; returns at once. */
    void take(OwnedPartition partition, RawRecord record) {
        if (partition.offsets().open(record.offset())) {
            opened(partition, record);
            partition.offsets().cameIn(record.offset());
        }
        partition.lines().cameIn();
    }

    private void opened(OwnedPartition partition, RawRecord record) {
        budget.take(record);
        switch (CommandDecoder.decode(record)) {
            case Decoded.Accepted accepted -> accepted(partition, record, accepted);
            case Decoded.Rejected rejected -> {
                Fact told = told(partition, rejection(record, rejected));
                settling.answer(partition, record, List.of(() -> List.of(told)));
            }
            case Decoded.Undecodable(var code, var reason) -> {
                LOG.warnf(
                        "record cannot be read, kept in the dead letters topic=%s partition=%d offset=%d code=%s",
                        record.topic(), record.partition(), record.offset(), code);
                settling.answer(
                        partition,
                        record,
                        DeadLetters.of(partition.client(), record, code, reason).inTurn());
            }
        }
    }

    private void accepted(OwnedPartition partition, RawRecord record, Decoded.Accepted accepted) {
        byte[] key = java.util.Objects.requireNonNull(record.key(), "the decoder wants the connection as the key");
        int home = partition.home(key);
        if (home != record.partition()) {
            LOG.debugf("record forwarded home partition=%d home=%d", record.partition(), home);
            settling.answer(
                    partition,
                    record,
                    List.of(
                            () -> List.of(new Fact.Forwarded(record, home)),
                            () -> List.of(told(partition, rejection(record, tooLarge(record, accepted.command()))))));
            return;
        }
        var command = accepted.command();
        var task = new Task(
                partition,
                record,
                command,
                accepted.payload(),
                JournalKey.of(partition.client(), command.connection(), command.key()),
                clock.instant(),
                null);
        if (command instanceof CancelCommand cancel) {
            Task light = light(task);
            told(light);
            cancelling.stand(light, cancel);
        } else {
            told(task);
            standInLine(task);
        }
    }

    private void told(Task task) {
        settling.tell(task, new MailProgress.Accepted(task.ref(), task.receivedAt()));
    }

    /** What only visits a line needs no content, and may have to wait for a slow turn to end. */
    private Task light(Task task) {
        Task light = task.light();
        budget.lighten(task.record(), light.record());
        return light;
    }

    private void standInLine(Task task) {
        if (task.partition().journal().finished(task.key())) {
            repeats.tell(task, this::standInLineAnew);
        } else {
            standInLineAnew(task);
        }
    }

    private void standInLineAnew(Task task) {
        Instant sendAt = task.command().sendAt();
        if (sendAt != null
                && sendAt.isAfter(clock.instant())
                && !task.partition().journal().knows(task.key())) {
            Parked parked = task.parked(Parked.Kind.SCHEDULED, sendAt, ResultCode.SCHEDULED, History.NONE);
            task.partition().lines().schedule(task, task.mayHaveBegun() ? parked : parked.neverBegun());
        } else if (!task.partition()
                .lines()
                .add(task.command().connection(), task.record().offset(), task)) {
            standsInLineAlready(task);
        }
    }

    /** Somebody has reset the group. If only a sweep is left of the command, it has its result. */
    private void standsInLineAlready(Task task) {
        if (task.partition().journal().knows(task.key())) {
            Task light = light(task);
            var visit = new Visit(budget, light, (_, _) -> repeat(light));
            task.partition().lines().visit(light.command().connection(), light.key(), visit);
        } else {
            settling.answer(task.partition(), task.record());
        }
    }

    private Visitor.Visited repeat(Task task) throws InterruptedException {
        OwnedPartition partition = task.partition();
        JournalEntry entry = partition.journal().find(task.key()).orElse(null);
        List<Fact> stored = entry instanceof JournalEntry.Done done
                ? List.of(new Fact.Told(partition.client(), done.result()))
                : List.of();
        settling.answer(partition, task.record(), List.of(() -> stored));
        return Visitor.Visited.DONE;
    }

    private MailResult rejection(RawRecord record, Decoded.Rejected rejected) {
        MailResult result = Results.of(record, rejected, clock.instant());
        tally.ended(result);
        LOG.infof(
                "command rejected command=%s code=%s field=%s", rejected.key().id(), rejected.code(), rejected.field());
        return result;
    }

    static Fact told(OwnedPartition partition, MailResult result) {
        return new Fact.Told(partition.client(), MailEvents.result(result));
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
