package io.mailroom.worker.send;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.call.RetryingCalls;
import io.mailroom.worker.call.WaitLimits;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.journal.PreparedDraft;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingLeases;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingMails;
import io.mailroom.worker.testing.TestingPermissions;
import io.mailroom.worker.testing.TestingSleeper;
import io.mailroom.worker.token.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One command, its mailbox and the step that sends it, with everything around it under the test's control. */
final class Sender {
    static final SendRules RULES = new SendRules(
            Duration.ofSeconds(10),
            Duration.ofMinutes(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
    private static final ClientName CLIENT = new ClientName("erp");
    private static final ConnectionId CONNECTION = new ConnectionId("adele");
    private static final CommandKey COMMAND = new CommandKey("/erp", "invoice-1");
    static final JournalKey KEY = JournalKey.of(CLIENT, CONNECTION, COMMAND);
    private static final PayloadHash PAYLOAD = new PayloadHash("00");

    final TestingClock clock = new TestingClock();
    final TestingSleeper waits = new TestingSleeper(clock);
    final TestingMailbox mailbox = new TestingMailbox();
    final TestingPermissions permissions = new TestingPermissions(clock);
    final TestingLeases leases = new TestingLeases(clock, Duration.ofHours(1));
    /** A longer wait parks the command. */
    Duration inLine = Duration.ofHours(1);
    /** Everything that the journal tells was written by this worker, unless a test says otherwise. */
    Instant ownedSince = Instant.EPOCH;

    private final SendStep step;

    Sender() {
        this(30);
    }

    /** @param sends a minute */
    Sender(int sends) {
        step = new SendStep(
                mailbox,
                RULES,
                new RetryPolicy(3),
                new SendPace(sends, Duration.ofMinutes(1)),
                clock,
                Duration.ofSeconds(100));
    }

    /** The command as it came from Kafka. */
    Outcome run(@Nullable JournalEntry entry) {
        return step.run(task(entry, false));
    }

    /** The command as it was taken over from a worker that may have begun it. */
    Outcome takeOver(@Nullable JournalEntry entry) {
        return step.run(task(entry, true));
    }

    Outcome sweep() {
        return step.sweep(task(null, true));
    }

    Sending permission(String draft) {
        return new Sending(
                PAYLOAD,
                new PreparedDraft(draft, TestingMailbox.DRAFTS, null, null),
                null,
                clock.instant(),
                1,
                null,
                false);
    }

    private SendTask task(@Nullable JournalEntry entry, boolean mayHaveBegun) {
        var calls = new RetryingCalls(
                new TokenSource(leases, clock, Duration.ofMinutes(2)),
                new RetryPolicy(3),
                waits,
                clock,
                new WaitLimits(inLine, Duration.ofMinutes(5), clock.instant()),
                CLIENT,
                CONNECTION,
                History.NONE);
        return new SendTask(
                TestingMails.invoice(COMMAND, CONNECTION),
                KEY,
                PAYLOAD,
                mayHaveBegun,
                ownedSince,
                Optional.ofNullable(entry),
                permissions,
                calls,
                waits);
    }
}
