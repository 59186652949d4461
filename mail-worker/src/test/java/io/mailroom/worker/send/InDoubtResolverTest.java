package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingMailbox.SendFault;
import io.mailroom.worker.testing.TestingPermissions;
import io.mailroom.worker.testing.TestingSleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Found as sent is proof at any time; not found proves nothing before the longest send. */
class InDoubtResolverTest {
    private static final List<Duration> EARLY_LOOKS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            Duration.ofSeconds(50),
            Duration.ofSeconds(90));

    private final Sender sender = new Sender();
    private final TestingMailbox mailbox = sender.mailbox;
    private final TestingPermissions permissions = sender.permissions;
    private final TestingSleeper waits = sender.waits;

    @Nested
    class A_mail_that_left_though_the_answer_was_an_error {
        @Test
        void is_found_at_once_without_any_wait() {
            mailbox.sendFaults.add(SendFault.EXECUTED_THEN_504);

            Outcome outcome = sender.run(null);

            assertThat(waits.waited()).isEmpty();
            assertThat(mailbox.calls).containsExactly("create", "send", "find");
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void is_found_by_the_first_look_after_it_left() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_504);
            Collections.addAll(mailbox.beforeLooks, () -> {}, () -> {}, () -> mailbox.submit("draft-1"));

            Outcome outcome = sender.run(null);

            assertThat(waits.waited()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(3));
            assertThat(mailbox.submissions).hasSize(1);
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }

        @Test
        void is_followed_to_the_sent_items_if_it_is_found_on_its_way() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_504);
            mailbox.beforeLooks.add(() -> mailbox.submitWithoutMoving("draft-1"));
            waits.beforeNext(() -> mailbox.move("draft-1", TestingMailbox.SENT_ITEMS));

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome))
                    .isInstanceOfSatisfying(
                            Ending.Sent.class,
                            sent -> assertThat(sent.mail().sentItemsConfirmed()).isTrue());
        }

        @Test
        void is_found_though_the_first_looks_were_refused() {
            mailbox.sendFaults.add(SendFault.EXECUTED_THEN_RESET);
            Collections.addAll(mailbox.lookRefusals, 403, 500, 401);

            Outcome outcome = sender.run(null);

            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
            assertThat(mailbox.submissions).hasSize(1);
        }
    }

    @Nested
    class A_mailbox_that_asks_to_wait {
        @Test
        void is_not_looked_at_before_that() {
            mailbox.sendFaults.add(SendFault.EXECUTED_THEN_504);
            mailbox.looksThrottledUntil.add(sender.clock.instant().plusSeconds(70));

            Outcome outcome = sender.run(null);

            assertThat(waits.waited()).containsExactly(Duration.ofSeconds(70));
            assertThat(ending(outcome)).isInstanceOf(Ending.Sent.class);
        }
    }

    @Nested
    class A_mail_that_is_not_found {
        @Test
        void is_believed_unsent_only_after_the_longest_send_and_a_second_look() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_504);
            Instant permitted = sender.clock.instant();

            sender.run(null);

            assertThat(waits.waited().subList(0, 6)).isEqualTo(EARLY_LOOKS);
            assertThat(waits.waited().get(6)).isEqualTo(Sender.RULES.lookAgain());
            assertThat(mailbox.calls.subList(0, 10))
                    .containsExactly("create", "send", "find", "find", "find", "find", "find", "find", "find", "find");
            assertThat(permissions.written.get(1).fenced()).isTrue();
            assertThat(permissions.writtenAt.get(1))
                    .isEqualTo(permitted.plus(Sender.RULES.longestSend()).plus(Sender.RULES.lookAgain()));
        }

        @Test
        void is_not_deleted_before_that() {
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_504);

            sender.run(null);

            assertThat(mailbox.calls.indexOf("delete")).isEqualTo(10);
        }

        @Test
        void goes_on_after_a_parking_in_the_same_plan() {
            sender.inLine = Duration.ofSeconds(30);
            mailbox.sendFaults.add(SendFault.NOT_EXECUTED_504);
            Instant permitted = sender.clock.instant();

            Outcome first = sender.run(null);
            sender.clock.advance(Duration.between(sender.clock.instant(), permitted.plusSeconds(95)));
            Outcome second = sender.run(permissions.written.getFirst());

            assertThat(first).isInstanceOfSatisfying(Outcome.Postponed.class, parked -> {
                assertThat(parked.notBefore()).isEqualTo(permitted.plusSeconds(90));
                assertThat(parked.reason()).isEqualTo(ResultCode.SERVICE_UNAVAILABLE);
            });
            assertThat(second)
                    .isInstanceOfSatisfying(
                            Outcome.Postponed.class,
                            parked -> assertThat(parked.notBefore())
                                    .isEqualTo(permitted.plus(Sender.RULES.longestSend())));
            assertThat(mailbox.calls).filteredOn("find"::equals).hasSize(6);
        }
    }

    @Nested
    class A_doubt_that_a_former_owner_left_whose_clock_is_another {
        @Test
        void counts_its_longest_send_from_the_takeover_however_old_the_permission_looks() {
            permittedByAClock(Duration.ofHours(-2));

            assertThat(waits.waited().stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(Sender.RULES.longestSend().plus(Sender.RULES.lookAgain()));
        }

        @Test
        void waits_no_longer_if_that_clock_was_ahead() {
            permittedByAClock(Duration.ofHours(2));

            assertThat(waits.waited().stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(Sender.RULES.longestSend().plus(Sender.RULES.lookAgain()));
        }

        private void permittedByAClock(Duration ahead) {
            sender.clock.advance(ahead);
            var permission = sender.permission("draft-of-another");
            sender.clock.advance(ahead.negated());
            sender.ownedSince = sender.clock.instant();
            Outcome _ = sender.takeOver(permission);
        }
    }

    private static Ending ending(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Ended.class);
        return ((Outcome.Ended) outcome).ending();
    }
}
