package io.mailroom.worker.pipeline;

import io.cloudevents.CloudEvent;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.model.wire.ResultJson;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settled;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.decode.CommandDecoder;
import io.mailroom.worker.decode.Decoded;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.lane.Lanes;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The way of a command: decode, lane, step, settle. No logic of its own. */
final class MailPipeline {
    private final Lanes<ConnectionId> lanes;
    private final Steps steps;
    private final Committer committer;
    private final Budget budget;
    private final Clock clock;
    private final Tally tally;

    MailPipeline(Lanes<ConnectionId> lanes, Steps steps, Committer committer, Budget budget, Clock clock, Tally tally) {
        this.lanes = lanes;
        this.steps = steps;
        this.committer = committer;
        this.budget = budget;
        this.clock = clock;
        this.tally = tally;
    }

    /** Takes a record in; returns at once. */
    void take(OwnedPartition partition, RawRecord record) {
        partition.offsets().open(record.offset());
        budget.take(record.weight());
        switch (CommandDecoder.decode(record)) {
            case Decoded.Accepted(var command, var payload) -> {
                var key = JournalKey.of(partition.client(), command.connection(), command.key());
                var task = new Task(partition, record, command, payload, key, clock.instant());
                tell(task, new MailProgress.Accepted(task.ref(), task.receivedAt()));
                lanes.add(command.connection(), () -> run(task));
            }
            case Decoded.Rejected rejected -> answer(partition, record, told(partition, rejection(record, rejected)));
            case Decoded.Undecodable(var code, var reason) -> {
                Log.warnf(
                        "record cannot be read, kept in the dead letters topic=%s partition=%d offset=%d code=%s",
                        record.topic(), record.partition(), record.offset(), code);
                answer(partition, record, buried(partition, record, code, reason));
            }
        }
    }

    /** One command on its lane's thread. */
    private void run(Task task) {
        if (!task.partition().offsets().begin()) {
            budget.giveBack(task.record().weight());
            return;
        }
        try {
            untilSettled(task);
        } finally {
            task.partition().offsets().ended();
            budget.giveBack(task.record().weight());
        }
    }

    private void untilSettled(Task task) {
        Instant startedAt = clock.instant();
        var waits = new OwnedWaits(clock, task.partition().offsets());
        while (!waits.interrupted()) {
            switch (attempt(task, waits)) {
                case Outcome.Ended(var ending, var evidence) -> {
                    finish(task, startedAt, ending, evidence);
                    return;
                }
                case Outcome.Repeated(var result) -> {
                    settle(task, List.of(new Fact.Told(task.partition().client(), result)));
                    return;
                }
                case Outcome.Postponed(var notBefore, var reason) -> {
                    tell(task, new MailProgress.Parked(task.ref(), clock.instant(), notBefore, reason));
                    waits.until(notBefore);
                }
                case Outcome.Interrupted _ -> {
                    return;
                }
            }
        }
    }

    /** The one place where what nobody foresaw is caught: it ends this command and no other. */
    private Outcome attempt(Task task, OwnedWaits waits) {
        try {
            return steps.carryOut(task, waits);
        } catch (RuntimeException e) {
            Log.errorf(
                    e,
                    "a step failed command=%s connection=%s",
                    task.command().key().id(),
                    task.command().connection());
            return task.partition().journal().find(task.key()).isPresent()
                    ? new Outcome.Ended(
                            new Ending.Unknown(
                                    "Mailroom failed while the outcome was open; the mail was not sent again.", null),
                            Evidence.none())
                    : new Outcome.Ended(
                            new Ending.Failed(ResultCode.INTERNAL_ERROR, "Mailroom failed; nothing was sent.", true),
                            Evidence.none());
        }
    }

    private void finish(Task task, Instant startedAt, Ending ending, Evidence evidence) {
        MailResult result = Results.of(task, startedAt, ending, evidence, clock.instant());
        CloudEvent event = MailEvents.result(result);
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Told(task.partition().client(), event));
        boolean conflict = result.code() == ResultCode.IDEMPOTENCY_CONFLICT;
        var done = new JournalEntry.Done(task.payload(), event);
        if (!conflict) {
            facts.add(new Fact.Journaled(task.key(), done));
        }
        if (settle(task, facts)) {
            tally.ended(result);
            log(task, result);
            if (!conflict) {
                task.partition().journal().committed(task.key(), done);
            }
        }
    }

    private boolean settle(Task task, List<Fact> facts) {
        var settlement =
                Settlement.ending(task.partition().offsets(), task.record().offset(), facts);
        return committer.settle(settlement) == Settled.COMMITTED;
    }

    /** Never waits: the polling thread brings the group's generation, without which nothing is committed. */
    private void answer(OwnedPartition partition, RawRecord record, Fact fact) {
        CompletableFuture<?> _ = committer
                .submit(Settlement.ending(partition.offsets(), record.offset(), List.of(fact)))
                .thenRun(() -> budget.giveBack(record.weight()));
    }

    /** Nobody waits for progress, and it ends nothing. */
    private void tell(Task task, MailProgress progress) {
        CompletableFuture<?> _ = committer.submit(Settlement.goingOn(
                task.partition().offsets(),
                List.of(new Fact.Told(task.partition().client(), MailEvents.progress(progress)))));
    }

    private MailResult rejection(RawRecord record, Decoded.Rejected rejected) {
        MailResult result = Results.of(record, rejected, clock.instant());
        tally.ended(result);
        Log.infof(
                "command rejected command=%s code=%s field=%s", rejected.key().id(), rejected.code(), rejected.field());
        return result;
    }

    private static Fact told(OwnedPartition partition, MailResult result) {
        return new Fact.Told(partition.client(), MailEvents.result(result));
    }

    private static Fact buried(OwnedPartition partition, RawRecord record, String code, String reason) {
        return new Fact.Buried(
                partition.client(),
                record,
                Map.of(
                        "mailroom-code", code,
                        "mailroom-reason", reason,
                        "mailroom-topic", record.topic(),
                        "mailroom-partition", Integer.toString(record.partition()),
                        "mailroom-offset", Long.toString(record.offset())));
    }

    private static void log(Task task, MailResult result) {
        String tag = result instanceof MailResult.Synced ? "[Incoming Mail]" : "[Sent Mail]";
        Log.infof(
                "%s ended command=%s connection=%s mailbox=%s status=%s code=%s attempts=%d request-id=%s",
                tag,
                task.command().key().id(),
                task.command().connection(),
                result.facts().mailbox(),
                ResultJson.status(result),
                result.code(),
                result.facts().attempts(),
                result.facts().requestId());
    }
}
