package io.mailroom.worker.command;

import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.result.ResultFacts;
import io.mailroom.model.result.Timings;
import io.mailroom.worker.decode.Decoded;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Endings in the words of the contract. */
final class Results {
    static final String CALLED_BACK = "The command was called back in time; nothing was sent.";

    private Results() {}

    static MailResult of(CommandInFlight command, Instant startedAt, Ending ending, Evidence evidence, Instant now) {
        ResultFacts facts = facts(command.ref(), command.receivedAt(), startedAt, evidence, now);
        return switch (ending) {
            case Ending.Sent(var mail) -> new MailResult.Sent(facts, mail);
            case Ending.Synced(int received, int unreadable) -> new MailResult.Synced(facts, received, unreadable);
            case Ending.Rejected(var code, var message, var field) ->
                new MailResult.Rejected(facts, code, message, field);
            case Ending.Failed(var code, var message, var retryable) ->
                new MailResult.Failed(facts, code, message, retryable);
            case Ending.Cancelled(var message) -> new MailResult.Cancelled(facts, message);
            case Ending.Unknown(var message, var known) -> new MailResult.Unknown(facts, message, known);
        };
    }

    static MailResult of(RawRecord record, Decoded.Rejected rejected, Instant now) {
        var ref = new CommandRef(rejected.key(), rejected.type(), rejected.connection(), CommandInFlight.place(record));
        return new MailResult.Rejected(
                facts(ref, now, null, Evidence.none(), now), rejected.code(), rejected.message(), rejected.field());
    }

    /** Of a command that was called back while it waited in Kafka. */
    static MailResult cancelled(Parked parked, RecordRef record, Instant now) {
        var ref = new CommandRef(
                parked.command(), parked.type(), parked.connection().value(), record);
        return new MailResult.Cancelled(facts(ref, parked.receivedAt(), null, Evidence.none(), now), CALLED_BACK);
    }

    static Ending conflict() {
        return new Ending.Rejected(
                ResultCode.IDEMPOTENCY_CONFLICT,
                "A command with the same source and id came before and said something else.",
                null);
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
