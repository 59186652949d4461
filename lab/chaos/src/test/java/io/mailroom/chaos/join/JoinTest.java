package io.mailroom.chaos.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.plan.PlannedCommand;
import io.mailroom.promises.Mail;
import io.mailroom.promises.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinTest {
    private final List<PlannedCommand> commands = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final List<ResultEvent> told = new ArrayList<>();

    private String command(int mailbox) {
        PlannedCommand command = new PlannedCommand(commands.size(), mailbox, Duration.ZERO);
        commands.add(command);
        return command.id();
    }

    private void mail(String command) {
        mails.add(new Mail(mails.size() + 1, command));
    }

    private void result(String command, String status, String event) {
        told.add(new ResultEvent(event, command, status, status, "mail.commands.erp/0/" + told.size(), Instant.EPOCH));
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
            round.result(id, "SENT", "of " + id);
        });

        Verdict verdict = round.verdict();

        assertThat(verdict.clean()).isTrue();
        assertThat(verdict.mails()).isEqualTo(mailboxes.size());
    }

    @Test
    void an_honest_doubt_is_no_violation_and_is_told_with_what_came_of_it() {
        String sent = command(1);
        String unsent = command(1);
        mail(sent);
        result(sent, "UNKNOWN", "one");
        result(unsent, "UNKNOWN", "two");

        assertThat(verdict().clean()).isTrue();
        assertThat(verdict().statuses()).containsExactly(Map.entry("UNKNOWN", 2));
        assertThat(verdict().unknown()).containsExactly(sent, unsent);
        assertThat(verdict().unknownSent()).isEqualTo(1);
    }

    @Test
    void a_command_is_accused_of_every_promise_that_was_broken() {
        String lost = command(1);
        String twice = command(1);
        mail(twice);
        mail(twice);
        mail("from-nowhere");
        result(twice, "SENT", "one");
        result(twice, "FAILED", "two");

        assertThat(verdict().broken())
                .containsOnly(
                        Map.entry(Promise.NOT_LOST, List.of(lost)),
                        Map.entry(Promise.ONE_MAIL, List.of(twice)),
                        Map.entry(Promise.ONE_RESULT, List.of(twice)),
                        Map.entry(Promise.NO_FALSE_DENIAL, List.of(twice)),
                        Map.entry(Promise.NOTHING_UNASKED, List.of("from-nowhere")));
        assertThat(verdict().clean()).isFalse();
        assertThat(verdict().offenders()).containsExactly(lost, twice, "from-nowhere");
    }

    @Test
    void a_result_that_comes_again_is_no_second_one() {
        String id = command(1);
        mail(id);
        result(id, "SENT", "same");
        result(id, "SENT", "same");

        assertThat(verdict().broken()).containsOnlyKeys(Promise.TOLD_ONCE);
        assertThat(verdict().fewest()).isEqualTo(1);
        assertThat(verdict().most()).isEqualTo(1);
    }

    @Test
    void results_of_a_command_are_counted_by_their_events() {
        command(1);
        String twice = command(1);
        result(twice, "FAILED", "one");
        result(twice, "FAILED", "two");

        assertThat(verdict().fewest()).isZero();
        assertThat(verdict().most()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"SENT,true", "UNKNOWN,false"})
    void only_what_ended_as_sent_has_a_place_in_the_order_of_its_mailbox(String status, boolean accused) {
        String first = command(1);
        String second = command(1);
        mail(second);
        mail(first);
        result(first, status, "one");
        result(second, "SENT", "two");

        assertThat(verdict().of(Promise.IN_ORDER)).isEqualTo(accused ? List.of(first) : List.of());
        assertThat(verdict().clean()).isEqualTo(!accused);
    }
}
