package io.mailroom.bench.headofline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandLedgerTest {
    private static final long MILLI = 1_000_000;
    private final CommandLedger ledger = new CommandLedger();

    private void publish(String id, int mailbox, boolean counted) {
        ledger.published(id, mailbox, counted, 0);
    }

    private void answer(String id, String event, String status) {
        ledger.answered(id, event, status, 40 * MILLI);
    }

    private Verdict verdict(String... mails) {
        return ledger.verdict(List.of(mails), 0, 0);
    }

    @Nested
    class A_command {
        @Test
        void waits_until_its_first_result() {
            publish("a", 7, true);
            assertThat(ledger.waiting(7)).isEqualTo(1);

            answer("a", "event", "SENT");

            assertThat(ledger.waiting(7)).isZero();
            assertThat(ledger.waiting()).isZero();
            assertThat(ledger.sent()).isEqualTo(1);
        }

        @Test
        void is_measured_only_if_it_counts() {
            publish("counted", 1, true);
            publish("other", 2, false);
            answer("counted", "event-1", "SENT");
            answer("other", "event-2", "SENT");

            Delays delays = ledger.takeDelays(50 * MILLI);

            assertThat(delays.millis().getTotalCount()).isEqualTo(1);
            assertThat(delays.millis().getMaxValue()).isEqualTo(40);
            assertThat(delays.unanswered()).isZero();
        }

        @Test
        void without_an_answer_when_a_round_ends_counts_there_with_its_age_and_not_in_the_next() {
            publish("late", 1, true);
            Delays delays = ledger.takeDelays(60_000 * MILLI);
            assertThat(delays.unanswered()).isEqualTo(1);
            assertThat(delays.millis().getMinValue()).isBetween(59_000L, 61_000L);

            answer("late", "event", "SENT");

            Delays next = ledger.takeDelays(50 * MILLI);
            assertThat(next.unanswered()).isZero();
            assertThat(next.millis().getTotalCount()).isZero();
            assertThat(ledger.waiting()).isZero();
        }
    }

    @Nested
    class The_verdict {
        @Test
        void is_clean_if_each_command_has_one_result_that_says_what_went_out() {
            publish("a", 1, true);
            publish("b", 1, true);
            answer("a", "event-1", "SENT");
            answer("b", "event-2", "FAILED");

            assertThat(verdict("a").clean()).isTrue();
            assertThat(verdict("a").statuses()).containsEntry("SENT", 1).containsEntry("FAILED", 1);
        }

        @Test
        void counts_what_has_no_result() {
            publish("a", 1, true);

            assertThat(verdict().lost()).isEqualTo(1);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void counts_two_distinct_results_and_not_the_same_one_again() {
            publish("a", 1, true);
            answer("a", "event", "SENT");
            answer("a", "event", "SENT");
            assertThat(verdict("a").clean()).isTrue();

            answer("a", "another", "SENT");

            assertThat(verdict("a").answeredTwice()).isEqualTo(1);
            assertThat(verdict("a").clean()).isFalse();
            assertThat(ledger.waiting(1)).isZero();
        }

        @Test
        void counts_two_mails_of_a_command() {
            publish("a", 1, true);
            answer("a", "event", "SENT");

            assertThat(verdict("a", "a").sentTwice()).isEqualTo(1);
            assertThat(verdict("a", "a").clean()).isFalse();
        }

        @Test
        void counts_a_result_that_claims_or_denies_a_mail_wrongly() {
            publish("claimed", 1, true);
            publish("denied", 1, true);
            answer("claimed", "event-1", "SENT");
            answer("denied", "event-2", "FAILED");

            assertThat(verdict("denied").wrong()).isEqualTo(2);
            assertThat(verdict("denied").clean()).isFalse();
        }

        @Test
        void wants_one_dead_letter_for_each_record_of_garbage() {
            assertThat(ledger.verdict(List.of(), 3, 3).clean()).isTrue();
            assertThat(ledger.verdict(List.of(), 3, 2).clean()).isFalse();
            assertThat(ledger.verdict(List.of(), 3, 4).clean()).isFalse();
        }

        @Test
        void is_told_to_people_and_to_programs() {
            publish("a", 1, true);

            assertThat(verdict().text())
                    .contains("1 commands {}: lost 1, answered twice 0, sent twice 0, answered wrongly 0", "NOT clean");
            assertThat(verdict().json()).contains("\"clean\":false", "\"lost\":1");
        }
    }
}
