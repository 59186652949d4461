package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.outcome.Calls;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.outcome.Patience;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingLeases;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingPermissions;
import io.mailroom.worker.testing.TestingWaits;
import io.mailroom.worker.token.TokenSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A worker that slept while another took over must not delete what its successor is about to send, or has just sent. */
class LeftoverDraftsTest {
    private static final ClientName CLIENT = new ClientName("erp");
    private static final ConnectionId CONNECTION = new ConnectionId("c-1");
    private static final CommandKey COMMAND = new CommandKey("/erp", "invoice-1");
    private static final JournalKey KEY = JournalKey.of(CLIENT, CONNECTION, COMMAND);
    private static final PayloadHash PAYLOAD = new PayloadHash("hash");
    private static final SendRules RULES = new SendRules(
            Duration.ofSeconds(10), Duration.ofMinutes(3), Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final TestingClock clock = new TestingClock();
    private final TestingWaits waits = new TestingWaits(clock);
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingPermissions permissions = new TestingPermissions(clock);
    private final SendStep step = new SendStep(
            mailbox,
            RULES,
            new RetryPolicy(3),
            new SendPace(30, Duration.ofMinutes(1)),
            clock,
            Duration.ofSeconds(100));

    @Nested
    class A_draft_of_the_same_command {
        private final String draft = mailbox.leaveDraft(KEY.hex());

        @Test
        void is_deleted_and_made_anew_by_the_owner_of_the_command() {
            step.run(task(null));

            assertThat(mailbox.calls).containsSubsequence("find", "delete", "create", "send");
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void is_left_to_its_owner_by_a_worker_that_has_lost_the_command() {
            permissions.owned = false;

            Outcome outcome = step.run(task(null));

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.calls).containsExactly("find");
        }

        @Test
        void is_left_to_its_owner_also_by_who_only_came_to_sweep() {
            permissions.owned = false;

            Outcome outcome = step.sweep(task(null));

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.drafts()).isEqualTo(1);
        }

        @Test
        void is_left_to_its_owner_though_a_fence_was_written_before() {
            permissions.owned = false;

            Outcome outcome = step.run(task(fenced(draft)));

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.calls).doesNotContain("delete");
        }

        @Test
        void is_deleted_behind_a_fence_that_is_written_again() {
            step.run(task(fenced(draft)));

            assertThat(permissions.written.getFirst().fenced()).isTrue();
            assertThat(mailbox.calls).containsSubsequence("find", "delete", "create", "send");
            assertThat(mailbox.submissions).hasSize(1);
        }
    }

    private Sending fenced(String draft) {
        return new Sending(PAYLOAD, draft, TestingMailbox.DRAFTS, null, null, null, clock.instant(), 1, true);
    }

    private SendTask task(@Nullable JournalEntry entry) {
        var calls = new Calls(
                new TokenSource(new TestingLeases(clock, Duration.ofHours(1)), clock, Duration.ofMinutes(2)),
                new RetryPolicy(3),
                waits,
                clock,
                new Patience(Duration.ofHours(1), Duration.ofMinutes(5), clock.instant()),
                CLIENT,
                CONNECTION,
                History.NONE);
        var mail = new SendMail(
                COMMAND,
                CONNECTION,
                List.of(new Recipient(new MailboxAddress("alex@contoso.example"), null)),
                List.of(),
                List.of(),
                List.of(),
                "Invoice",
                new MailBody.PlainText("Please pay."),
                Importance.NORMAL,
                List.of());
        return new SendTask(mail, KEY, PAYLOAD, true, Optional.ofNullable(entry), permissions, calls, waits);
    }
}
