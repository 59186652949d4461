package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingMailbox.SendFault;
import io.mailroom.worker.testing.TestingPermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 429 mostly means that nothing was done; where it was, the item may look like a draft for a while (ADR 0034). */
class ThrottledSendTest {
    private static final Duration PICK_UP = Sender.RULES.pickUp();

    private final Sender sender = new Sender();
    private final TestingMailbox mailbox = sender.mailbox;
    private final TestingPermissions permissions = sender.permissions;
    private final Instant began = sender.clock.instant();

    @Nested
    class That_was_carried_out_all_the_same {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 20, 29})
        void is_sent_once_though_it_looks_like_a_draft_until_it_is_picked_up(int seconds) {
            mailbox.sendFaults.add(SendFault.EXECUTED_UNSEEN_THEN_429);
            pickedUpAfter(Duration.ofSeconds(seconds));

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.submissions).hasSize(1);
            assertThat(mailbox.calls).containsExactly("create", "send", "find");
        }

        @Test
        void is_called_back_before_it_is_sent_anew_if_it_is_not_picked_up_for_longer() {
            mailbox.sendFaults.add(SendFault.EXECUTED_UNSEEN_THEN_429);

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void is_found_after_a_parking() {
            sender.inLine = Duration.ofSeconds(10);
            mailbox.sendFaults.add(SendFault.EXECUTED_UNSEEN_THEN_429);
            pickedUpAfter(Duration.ofSeconds(20));

            Outcome parked = sender.run(null);
            until(began.plus(PICK_UP));
            Outcome outcome = sender.run(permissions.written.getLast());

            assertThat(parked)
                    .isInstanceOfSatisfying(
                            Outcome.Postponed.class,
                            postponed -> assertThat(postponed.notBefore()).isEqualTo(began.plus(PICK_UP)));
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void is_unknown_if_its_item_is_gone_in_two_looks_after_the_longest_send() {
            mailbox.sendFaults.add(SendFault.EXECUTED_UNSEEN_THEN_429);
            mailbox.beforeLooks.add(() -> mailbox.userDeletes("draft-1"));

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Unknown.class);
            assertThat(mailbox.submissions).hasSize(1);
            assertThat(waited()).isEqualTo(Sender.RULES.longestSend().plus(Sender.RULES.lookAgain()));
        }

        private void pickedUpAfter(Duration time) {
            Runnable look = () -> {
                if (!sender.clock.instant().isBefore(began.plus(time))) {
                    mailbox.pickUp("draft-1");
                }
            };
            Collections.addAll(mailbox.beforeLooks, look, look, look, look);
        }
    }

    @Nested
    class That_was_not_carried_out {
        @Test
        void costs_the_time_to_pick_it_up_and_five_calls() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_429);

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.submissions).hasSize(1);
            assertThat(waited()).isEqualTo(PICK_UP);
            assertThat(mailbox.calls)
                    .containsExactly("create", "send", "find", "delete", "find", "create", "send", "get");
        }

        @Test
        void costs_no_more_time_than_graph_asks_for_if_that_is_longer() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_429);
            mailbox.sendsThrottledUntil = began.plusSeconds(40);

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(waited()).isEqualTo(Duration.ofSeconds(40));
        }

        @Test
        void costs_no_more_time_after_a_parking() {
            sender.inLine = PICK_UP;
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_429);
            mailbox.sendsThrottledUntil = began.plusSeconds(40);

            Outcome parked = sender.run(null);
            until(began.plusSeconds(40));
            Outcome outcome = sender.run(permissions.written.getLast());

            assertThat(parked).isInstanceOfSatisfying(Outcome.Postponed.class, postponed -> {
                assertThat(postponed.notBefore()).isEqualTo(began.plusSeconds(40));
                assertThat(postponed.reason()).isEqualTo(ResultCode.THROTTLED);
            });
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(waited()).isZero();
        }

        @Test
        void is_waited_for_from_the_takeover_on_if_a_former_owner_heard_the_answer() {
            String draft = mailbox.leaveDraft(Sender.KEY.hex());
            sender.ownedSince = began.plusSeconds(1);
            until(sender.ownedSince);

            Outcome outcome = sender.takeOver(sender.permission(draft).throttled(began.minusSeconds(3600)));

            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(waited()).isEqualTo(PICK_UP);
        }

        @Test
        void has_the_answer_and_the_fence_written_down_before_its_draft_is_deleted() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_429);

            sender.run(null);

            assertThat(permissions.written.get(1).throttledAt()).isEqualTo(began);
            assertThat(permissions.written.get(1).fenced()).isFalse();
            assertThat(permissions.written.get(2).fenced()).isTrue();
            assertThat(permissions.written.get(3).throttledAt()).isNull();
        }

        @Test
        void is_left_to_whoever_has_taken_over_meanwhile() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_429);
            mailbox.beforeSends.add(() -> permissions.owned = false);

            Outcome outcome = sender.run(null);

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.calls).containsExactly("create", "send");
        }

        @Test
        void is_no_failed_attempt() {
            Collections.addAll(
                    mailbox.sendFaults,
                    SendFault.NOT_EXECUTED_429,
                    SendFault.NOT_EXECUTED_429,
                    SendFault.NOT_EXECUTED_429,
                    SendFault.NOT_EXECUTED_429);

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.submissions).hasSize(1);
        }
    }

    private void until(Instant time) {
        sender.clock.advance(Duration.between(sender.clock.instant(), time));
    }

    private Duration waited() {
        return sender.waits.waited().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static Ending ending(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ended.class);
        return ((Outcome.Ended) outcome).ending();
    }
}
