package io.mailroom.worker.pipeline;

import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultFacts;
import io.mailroom.model.result.Timings;
import io.mailroom.worker.decode.Decoded;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Endings in the words of the contract. */
final class Results {
    private Results() {}

    static MailResult of(Task task, Instant startedAt, Ending ending, Evidence evidence, Instant now) {
        ResultFacts facts = facts(task.ref(), task.receivedAt(), startedAt, evidence, now);
        return switch (ending) {
            case Ending.Sent(var mail) -> new MailResult.Sent(facts, mail);
            case Ending.Synced(int received) -> new MailResult.Synced(facts, received);
            case Ending.Rejected(var code, var message, var field) ->
                new MailResult.Rejected(facts, code, message, field);
            case Ending.Failed(var code, var message, var retryable) ->
                new MailResult.Failed(facts, code, message, retryable);
            case Ending.Unknown(var message, var known) -> new MailResult.Unknown(facts, message, known);
        };
    }

    static MailResult of(RawRecord record, Decoded.Rejected rejected, Instant now) {
        var ref = new CommandRef(rejected.key(), rejected.type(), rejected.connection(), Task.place(record));
        return new MailResult.Rejected(
                facts(ref, now, null, Evidence.none(), now), rejected.code(), rejected.message(), rejected.field());
    }

    private static ResultFacts facts(
            CommandRef ref, Instant receivedAt, @Nullable Instant startedAt, Evidence evidence, Instant now) {
        return new ResultFacts(
                ref,
                evidence.attempts(),
                new Timings(receivedAt, startedAt, evidence.submittedAt(), now),
                evidence.requestId(),
                evidence.mailbox());
    }
}
