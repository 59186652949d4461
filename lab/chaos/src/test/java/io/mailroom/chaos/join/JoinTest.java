package io.mailroom.chaos.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.listen.Place;
import io.mailroom.chaos.listen.Told;
import io.mailroom.chaos.plan.PlannedCommand;
import io.mailroom.promises.Mail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JoinTest {
    private final List<PlannedCommand> commands = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    private String command(int mailbox) {
        PlannedCommand command = new PlannedCommand(commands.size(), mailbox, Duration.ZERO);
        commands.add(command);
        return command.id();
    }

    private void mail(String command) {
        mails.add(new Mail(mails.size() + 1, command));
    }

    private void result(String command, String status) {
        result(command, status, "event-" + told.size());
    }

    private void result(String command, String status, String event) {
        told.add(new Told(
                event, command, status, status, new Place("mail.commands.erp", 0, told.size()), Instant.EPOCH));
    }

    private Verdict verdict() {
        return Join.of(commands, mails, told);
    }

    @Property
    void a_round_whose_mails_go_out_in_the_order_of_commands_is_clean(
            @ForAll @Size(max = 50) List<@IntRange(max = 5) Integer> mailboxes) {
        JoinTest round = new JoinTest();
        mailboxes.stream().map(round::command).forEach(id -> {
            round.mail(id);
            round.result(id, "SENT");
        });

        Verdict verdict = round.verdict();

        assertThat(verdict.clean()).isTrue();
        assertThat(verdict.mails()).isEqualTo(mailboxes.size());
    }

    @Nested
    class A_round_in_which_all_went_well {
        @Test
        void may_hold_refusals_that_sent_nothing() {
            result(command(1), "FAILED");
            result(command(1), "REJECTED");

            assertThat(verdict().clean()).isTrue();
            assertThat(verdict().statuses()).containsEntry("FAILED", 1).containsEntry("REJECTED", 1);
        }

        @Test
        void may_hold_honest_doubts_sent_or_not() {
            String sent = command(1);
            String unsent = command(1);
            mail(sent);
            result(sent, "UNKNOWN");
            result(unsent, "UNKNOWN");

            assertThat(verdict().clean()).isTrue();
            assertThat(verdict().unknown()).containsExactly(sent, unsent);
            assertThat(verdict().unknownSent()).isEqualTo(1);
        }
    }

    @Nested
    class A_command {
        private final String id = command(1);

        @Test
        void without_a_final_result_is_lost() {
            mail(id);

            assertThat(verdict().lost()).containsExactly(id);
            assertThat(verdict().fewest()).isZero();
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void of_two_mails_is_duplicated() {
            mail(id);
            mail(id);
            result(id, "SENT");

            assertThat(verdict().duplicated()).containsExactly(id);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void of_two_mails_is_duplicated_whatever_its_result_says() {
            mail(id);
            mail(id);
            result(id, "UNKNOWN");

            assertThat(verdict().duplicated()).containsExactly(id);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void of_two_results_is_answered_twice() {
            mail(id);
            result(id, "SENT");
            result(id, "SENT");

            assertThat(verdict().answeredTwice()).containsExactly(id);
            assertThat(verdict().most()).isEqualTo(2);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void whose_result_comes_again_is_counted_apart() {
            mail(id);
            result(id, "SENT", "same");
            result(id, "SENT", "same");

            assertThat(verdict().answeredTwice()).isEmpty();
            assertThat(verdict().most()).isEqualTo(1);
            assertThat(verdict().toldAgain()).containsExactly(id);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void that_claims_a_mail_which_is_not_there_is_an_offender() {
            result(id, "SENT");

            assertThat(verdict().sentWithoutMail()).containsExactly(id);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void that_denies_a_mail_which_is_there_is_an_offender() {
            mail(id);
            result(id, "FAILED");

            assertThat(verdict().refusedWithMail()).containsExactly(id);
            assertThat(verdict().clean()).isFalse();
        }
    }

    @Test
    void a_mail_of_no_command_is_an_offender() {
        mail("from-nowhere");

        assertThat(verdict().strangers()).containsExactly("from-nowhere");
        assertThat(verdict().clean()).isFalse();
    }

    @Nested
    class The_order_of_mails {
        private final String first = command(1);
        private final String second = command(1);

        @Test
        void is_that_of_the_commands_of_a_mailbox() {
            mail(second);
            mail(first);
            result(first, "SENT");
            result(second, "SENT");

            assertThat(verdict().outOfOrder()).containsExactly(first);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void leaves_out_what_did_not_end_as_sent() {
            mail(second);
            mail(first);
            result(first, "UNKNOWN");
            result(second, "SENT");

            assertThat(verdict().outOfOrder()).isEmpty();
        }

        @Test
        void is_free_between_mailboxes() {
            String other = command(2);
            mail(other);
            mail(first);
            mail(second);
            List.of(first, second, other).forEach(id -> result(id, "SENT"));

            assertThat(verdict().clean()).isTrue();
        }
    }
}
