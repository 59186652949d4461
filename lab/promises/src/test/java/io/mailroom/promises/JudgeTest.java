package io.mailroom.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private final List<Command> commands = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    private String command(int fewest, int most, boolean maybeUnknown, boolean ordered, boolean ordersOthers) {
        String id = "c" + commands.size();
        commands.add(new Command(id, "adele", fewest, most, maybeUnknown, ordered, ordersOthers));
        return id;
    }

    private String command() {
        return command(1, 1, false, true, true);
    }

    private void mail(String command) {
        mails.add(new Mail(mails.size() + 1, command));
    }

    private void result(String command, String status) {
        results.add(new Result("event-" + results.size(), command, status));
    }

    private List<Promise> broken() {
        return Judge.judge(commands, mails, results).stream()
                .map(Broken::promise)
                .toList();
    }

    private List<String> offenders() {
        return Judge.judge(commands, mails, results).stream()
                .map(Broken::command)
                .toList();
    }

    @Property
    void what_is_sent_once_in_order_and_said_so_breaks_nothing(
            @ForAll @Size(max = 50) List<@IntRange(max = 5) Integer> mailboxes) {
        var all = new JudgeTest();
        for (int mailbox : mailboxes) {
            String id = "c" + all.commands.size();
            all.commands.add(Command.publishedOnce(id, "m" + mailbox, true));
            all.mail(id);
            all.result(id, "SENT");
        }

        assertThat(all.broken()).isEmpty();
    }

    @Nested
    class The_results_of_a_command {
        @Test
        void are_missed() {
            command();

            assertThat(broken()).containsExactly(Promise.NOT_LOST);
        }

        @Test
        void need_not_answer_records_that_are_gone() {
            command(0, 1, false, true, true);

            assertThat(broken()).isEmpty();
        }

        @Test
        void are_the_same_for_each_record() {
            String id = command(2, 2, false, true, true);
            mail(id);
            result(id, "SENT");
            result(id, "SENT");

            assertThat(broken()).containsExactly(Promise.ONE_RESULT);
        }

        @Test
        void are_told_no_more_often_than_there_are_records() {
            String id = command();
            mail(id);
            results.add(new Result("same", id, "SENT"));
            results.add(new Result("same", id, "SENT"));

            assertThat(broken()).containsExactly(Promise.TOLD_ONCE);
        }

        @Test
        void may_stand_beside_that_of_a_record_which_is_not_taken_as_the_command() {
            String id = command(2, 2, false, true, true);
            mail(id);
            result(id, "SENT");
            results.add(new Result("other", id, "REJECTED", true));

            assertThat(broken()).isEmpty();
        }
    }

    @Nested
    class A_mail {
        private final String id = command();

        @Test
        void goes_out_once() {
            mail(id);
            mail(id);
            result(id, "SENT");

            assertThat(broken()).containsExactly(Promise.ONE_MAIL);
        }

        @Test
        void goes_out_once_whatever_its_result_says() {
            String elsewhere = command(1, 1, true, true, true);
            mail(elsewhere);
            mail(elsewhere);
            result(elsewhere, "UNKNOWN");
            result(id, "FAILED");

            assertThat(broken()).containsExactly(Promise.ONE_MAIL);
        }

        @Test
        void is_claimed_only_if_it_went_out() {
            result(id, "SENT");

            assertThat(broken()).containsExactly(Promise.NO_FALSE_CLAIM);
        }

        @Test
        void is_denied_only_if_it_did_not() {
            mail(id);
            result(id, "FAILED");

            assertThat(broken()).containsExactly(Promise.NO_FALSE_DENIAL);
        }

        @Test
        void is_in_doubt_only_where_the_mailbox_cannot_tell() {
            String elsewhere = command(1, 1, true, true, true);
            result(id, "UNKNOWN");
            result(elsewhere, "UNKNOWN");

            assertThat(broken()).containsExactly(Promise.NOT_NEEDLESSLY_UNKNOWN);
            assertThat(offenders()).containsExactly(id);
        }

        @Test
        void is_asked_for() {
            result(id, "FAILED");
            mail("nobody");

            assertThat(broken()).containsExactly(Promise.NOTHING_UNASKED);
            assertThat(offenders()).containsExactly("nobody");
        }
    }

    @Nested
    class The_order_of_a_mailbox {
        private void sent(String... ids) {
            for (String id : ids) {
                mail(id);
                result(id, "SENT");
            }
        }

        @Test
        void is_that_of_its_commands() {
            String first = command();
            String second = command();
            String third = command();
            sent(second, third, first);

            assertThat(broken()).containsExactly(Promise.IN_ORDER);
            assertThat(offenders()).containsExactly(first);
        }

        @Test
        void has_nothing_to_do_with_that_of_another() {
            String first = command();
            String other = "c" + commands.size();
            commands.add(Command.publishedOnce(other, "alex", true));

            sent(other, first);

            assertThat(broken()).isEmpty();
        }

        @Test
        void leaves_out_what_has_no_place_in_it() {
            String first = command(1, 1, false, false, false);
            String second = command();
            sent(second, first);

            assertThat(broken()).isEmpty();
        }

        @Test
        void is_not_set_by_what_orders_no_others() {
            String first = command();
            String free = command(1, 1, false, true, false);
            String last = command();
            sent(first, last, free);

            assertThat(broken()).isEmpty();
        }

        @Test
        void holds_for_what_orders_no_others() {
            String first = command();
            String free = command(1, 1, false, true, false);
            sent(free, first);

            assertThat(offenders()).containsExactly(first);
        }
    }
}
