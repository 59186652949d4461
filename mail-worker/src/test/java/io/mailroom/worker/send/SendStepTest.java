package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingMailbox.SendFault;
import io.mailroom.worker.testing.TestingPermissions;
import io.mailroom.worker.testing.TestingSleeper;
import io.mailroom.worker.token.TokenAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendStepTest {
    private final Sender sender = new Sender();
    private final TestingMailbox mailbox = sender.mailbox;
    private final TestingPermissions permissions = sender.permissions;
    private final TestingSleeper waits = sender.waits;

    @Nested
    class A_new_command {
        @Test
        void costs_three_calls_and_one_permission() {
            Outcome outcome = sender.run(null);

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

            Outcome outcome = sender.run(null);

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.submissions).isEmpty();
        }

        @Test
        void asks_for_a_new_permission_if_the_first_grew_too_old_before_it_was_used() {
            permissions.commitTakes = Duration.ofSeconds(11);

            sender.run(null);

            assertThat(permissions.written).hasSize(2);
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void is_rejected_if_the_client_has_no_such_connection() {
            sender.leases.planned.add(new TokenAnswer.NotConnected(LeaseProblem.CONNECTION_UNKNOWN));

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOfSatisfying(Ending.Rejected.class, rejected -> {
                assertThat(rejected.code()).isEqualTo(ResultCode.CONNECTION_UNKNOWN);
                assertThat(rejected.field()).isEqualTo("/connectionId");
            });
        }

        @Test
        void waits_while_no_lease_can_be_had() {
            sender.leases.planned.add(new TokenAnswer.Unavailable(Duration.ofSeconds(7)));

            Outcome outcome = sender.run(null);

            assertThat(waits.waited()).contains(Duration.ofSeconds(7));
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void has_its_draft_made_anew_if_nobody_knows_whether_an_attachment_hangs_there() {
            mailbox.missing.add(
                    new Attachment("a.txt", "text/plain", AttachmentBytes.copyOf(new byte[1]), false, null));
            mailbox.attachFaults.add(504);

            sender.run(null);

            assertThat(mailbox.calls).containsExactly("create", "attach", "delete", "create", "attach", "send", "get");
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void is_called_sent_though_its_item_is_not_found_in_time() {
            mailbox.neverPicksUp = true;

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome))
                    .isInstanceOfSatisfying(
                            Ending.Sent.class,
                            sent -> assertThat(sent.mail().sentItemsConfirmed()).isFalse());
            assertThat(waits.waited().stream().reduce(Duration.ZERO, Duration::plus))
                    .isLessThanOrEqualTo(Sender.RULES.confirmWithin());
        }

        @Test
        void whose_draft_reply_was_lost_leaves_no_second_draft() {
            mailbox.draftRepliesLostAfterwards.add(true);

            sender.run(null);

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

            Outcome outcome = sender.run(null);

            assertThat(mailbox.submissions).containsExactly(Sender.KEY.hex());
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.drafts()).isZero();
        }

        @Test
        void is_unknown_if_the_mailbox_cannot_be_asked_any_more() {
            mailbox.sendFaults.add(SendFault.EXECUTED_THEN_RESET);
            sender.leases.life = Duration.ZERO;
            sender.leases.planned.add(sender.leases.leased());
            sender.leases.planned.add(sender.leases.leased());
            sender.leases.planned.add(new TokenAnswer.NotConnected(LeaseProblem.DISCONNECTED));

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Unknown.class);
            assertThat(mailbox.submissions).hasSize(1);
        }
    }

    @Nested
    class A_permission_found_after_a_crash {
        @Test
        void whose_mail_left_is_not_sent_again() {
            String draft = mailbox.leaveDraft(Sender.KEY.hex());
            mailbox.submit(draft);

            Outcome outcome = sender.run(sender.permission(draft));

            assertThat(mailbox.submissions).hasSize(1);
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void whose_draft_is_still_there_is_fenced_and_sent_once() {
            String draft = mailbox.leaveDraft(Sender.KEY.hex());

            Outcome outcome = sender.run(sender.permission(draft));

            assertThat(mailbox.calls.indexOf("delete")).isLessThan(mailbox.calls.indexOf("create"));
            assertThat(mailbox.submissions).hasSize(1);
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void of_which_nothing_is_left_is_unknown_and_not_sent_again() {
            String draft = mailbox.leaveDraft(Sender.KEY.hex());
            mailbox.userDeletes(draft);

            Outcome outcome = sender.run(sender.permission(draft));

            assertThat(ending(outcome)).isInstanceOf(Ending.Unknown.class);
            assertThat(mailbox.submissions).isEmpty();
        }
    }

    @Nested
    class A_refused_send {
        @Test
        void fails_with_its_reason_and_has_its_draft_cleared_away() {
            mailbox.sendFaults.add(SendFault.REFUSED_BY_POLICY);

            Outcome outcome = sender.run(null);

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
            assertThatThrownBy(() -> Sender.RULES.check(Duration.ofMinutes(3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mailroom.send.settle");
        }

        @Test
        void are_refused_if_they_leave_no_time_to_pick_a_mail_up() {
            var hasty = new SendRules(
                    Sender.RULES.deadline(),
                    Sender.RULES.longestSend(),
                    Duration.ZERO,
                    Sender.RULES.lookAgain(),
                    Sender.RULES.confirmWithin());

            assertThatThrownBy(() -> hasty.check(Duration.ofSeconds(100)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mailroom.send.pick-up");
        }
    }

    private static Ending ending(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ended.class);
        return ((Outcome.Ended) outcome).ending();
    }
}
