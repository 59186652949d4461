package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.outcome.Calls;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.outcome.Patience;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingMailbox.SendFault;
import io.mailroom.worker.testing.TestingPermissions;
import io.mailroom.worker.testing.TestingWaits;
import io.mailroom.worker.token.TokenAnswer;
import io.mailroom.worker.token.TokenSource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendStepTest {
    private static final ClientName CLIENT = new ClientName("erp");
    private static final ConnectionId CONNECTION = new ConnectionId("adele");
    private static final CommandKey COMMAND = new CommandKey("/erp", "invoice-1");
    private static final JournalKey KEY = JournalKey.of(CLIENT, CONNECTION, COMMAND);
    private static final PayloadHash PAYLOAD = new PayloadHash("00");
    private static final SendRules RULES = new SendRules(
            Duration.ofSeconds(10), Duration.ofMinutes(3), Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final TestingClock clock = new TestingClock();
    private final TestingWaits waits = new TestingWaits(clock);
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingPermissions permissions = new TestingPermissions(clock);
    private final Deque<TokenAnswer> answers = new ArrayDeque<>();

    private final SendStep step = new SendStep(
            mailbox,
            RULES,
            new RetryPolicy(3),
            new SendPace(30, Duration.ofMinutes(1)),
            clock,
            Duration.ofSeconds(100));

    @Nested
    class A_new_command {
        @Test
        void costs_three_calls_and_one_permission() {
            Outcome outcome = run(null);

            assertThat(mailbox.calls).containsExactly("create", "send", "get");
            assertThat(permissions.written).hasSize(1);
            assertThat(ending(outcome)).isInstanceOfSatisfying(Ending.Sent.class, sent -> {
                assertThat(sent.mail().sentItemsConfirmed()).isTrue();
                assertThat(sent.mail().graphMessageId()).isEqualTo("draft-1");
            });
        }

        @Test
        void sends_nothing_if_its_permission_was_not_committed() {
            permissions.owned = false;

            Outcome outcome = run(null);

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.submissions).isEmpty();
        }

        @Test
        void asks_for_a_new_permission_if_the_first_grew_too_old_before_it_was_used() {
            permissions.commitTakes = Duration.ofSeconds(11);

            run(null);

            assertThat(permissions.written).hasSize(2);
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void is_rejected_if_the_client_has_no_such_connection() {
            answers.add(new TokenAnswer.NotConnected(LeaseProblem.CONNECTION_UNKNOWN));

            Outcome outcome = run(null);

            assertThat(ending(outcome)).isInstanceOfSatisfying(Ending.Rejected.class, rejected -> {
                assertThat(rejected.code()).isEqualTo(ResultCode.CONNECTION_UNKNOWN);
                assertThat(rejected.field()).isEqualTo("/connectionId");
            });
        }

        @Test
        void waits_while_no_lease_can_be_had() {
            answers.add(new TokenAnswer.Unavailable(Duration.ofSeconds(7)));

            Outcome outcome = run(null);

            assertThat(waits.waited()).contains(Duration.ofSeconds(7));
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void whose_draft_reply_was_lost_leaves_no_second_draft() {
            mailbox.draftRepliesLostAfterwards.add(true);

            run(null);

            assertThat(mailbox.submissions).hasSize(1);
            assertThat(mailbox.drafts()).isZero();
        }
    }

    @Nested
    class A_send_whose_answer_leaves_doubt {
        @ParameterizedTest
        @EnumSource(
                value = SendFault.class,
                names = {"REFUSED_BY_POLICY"},
                mode = EnumSource.Mode.EXCLUDE)
        void is_sent_exactly_once_whatever_happened_to_the_first_call(SendFault fault) {
            mailbox.sendFaults.add(fault);

            Outcome outcome = run(null);

            assertThat(mailbox.submissions).containsExactly(KEY.hex());
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.drafts()).isZero();
        }

        @Test
        void waits_the_settle_time_before_the_mailbox_is_asked() {
            mailbox.sendFaults.add(SendFault.EXECUTED_THEN_504);

            run(null);

            assertThat(waits.waited()).contains(RULES.settle());
            assertThat(mailbox.calls).containsExactly("create", "send", "find");
        }

        @Test
        void is_unknown_if_the_mailbox_cannot_be_asked_any_more() {
            mailbox.sendFaults.add(SendFault.EXECUTED_THEN_RESET);
            answers.add(leased());
            answers.add(leased());
            clock.advance(Duration.ZERO);
            answers.add(new TokenAnswer.NotConnected(LeaseProblem.DISCONNECTED));

            Outcome outcome = runWithShortTokens();

            assertThat(ending(outcome)).isInstanceOf(Ending.Unknown.class);
            assertThat(mailbox.submissions).hasSize(1);
        }
    }

    @Nested
    class A_permission_found_after_a_crash {
        @Test
        void whose_mail_left_is_not_sent_again() {
            String draft = mailbox.leaveDraft(KEY.hex());
            mailbox.submit(draft);

            Outcome outcome = run(permission(draft));

            assertThat(mailbox.submissions).hasSize(1);
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void whose_draft_is_still_there_is_fenced_and_sent_once() {
            String draft = mailbox.leaveDraft(KEY.hex());

            Outcome outcome = run(permission(draft));

            assertThat(mailbox.calls.indexOf("delete")).isLessThan(mailbox.calls.indexOf("create"));
            assertThat(mailbox.submissions).hasSize(1);
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void of_which_nothing_is_left_is_unknown_and_not_sent_again() {
            String draft = mailbox.leaveDraft(KEY.hex());
            mailbox.userDeletes(draft);

            Outcome outcome = run(permission(draft));

            assertThat(ending(outcome)).isInstanceOf(Ending.Unknown.class);
            assertThat(mailbox.submissions).isEmpty();
        }
    }

    @Nested
    class A_refused_send {
        @Test
        void fails_with_its_reason_and_has_its_draft_cleared_away() {
            mailbox.sendFaults.add(SendFault.REFUSED_BY_POLICY);

            Outcome outcome = run(null);

            assertThat(ending(outcome))
                    .isInstanceOfSatisfying(
                            Ending.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(ResultCode.SEND_AS_DENIED));
            assertThat(((Outcome.Ended) outcome).evidence().leftover()).isEqualTo(Evidence.Leftover.NOW);
        }
    }

    @Nested
    class Rules_that_could_send_twice {
        @Test
        void are_refused_at_the_start() {
            assertThatThrownBy(() -> RULES.check(Duration.ofMinutes(3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mailroom.send.settle");
        }
    }

    private Outcome run(@Nullable JournalEntry entry) {
        return run(entry, Duration.ofHours(1));
    }

    private Outcome runWithShortTokens() {
        return run(null, Duration.ZERO);
    }

    private Outcome run(@Nullable JournalEntry entry, Duration tokenLife) {
        var tokens = new TokenSource(
                request -> answers.isEmpty() ? leased(tokenLife) : answers.poll(), clock, Duration.ofMinutes(2));
        var calls = new Calls(tokens, new RetryPolicy(3), waits, clock, patience(), CLIENT, CONNECTION, History.NONE);
        return step.run(
                new SendTask(mail(), KEY, PAYLOAD, false, Optional.ofNullable(entry), permissions, calls, waits));
    }

    private Patience patience() {
        return new Patience(Duration.ofHours(1), Duration.ofMinutes(5), clock.instant());
    }

    private static SendMail mail() {
        return new SendMail(
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
    }

    private Sending permission(String draft) {
        return new Sending(PAYLOAD, draft, TestingMailbox.DRAFTS, null, null, null, clock.instant(), 1, false);
    }

    private TokenAnswer leased() {
        return leased(Duration.ZERO);
    }

    private TokenAnswer leased(Duration life) {
        return new TokenAnswer.Leased(new LeaseReply(
                new AccessToken("token"),
                clock.instant().plus(life),
                new MailboxAddress("adele@contoso.example"),
                "00000000-0000-4000-8000-000000000001",
                "tenant",
                URI.create("http://localhost/v1.0")));
    }

    private static Ending ending(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ended.class);
        return ((Outcome.Ended) outcome).ending();
    }
}
