package io.mailroom.worker.command;

import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.result.ResultFacts;
import io.mailroom.model.result.Timings;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.partition.CommandInFlight;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Endings with the facts that belong to them. */
final class Results {
    private Results() {}

    static MailResult of(CommandInFlight command, Instant startedAt, Ending ending, Evidence evidence, Instant now) {
        return new MailResult(ending, facts(command.ref(), command.receivedAt(), startedAt, evidence, now));
    }

    /** Of a command that was never begun. */
    static MailResult unbegun(CommandRef command, Instant receivedAt, Ending ending, Instant now) {
        return new MailResult(ending, facts(command, receivedAt, null, Evidence.none(), now));
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
