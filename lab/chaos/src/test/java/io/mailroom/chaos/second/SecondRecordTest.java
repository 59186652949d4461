package io.mailroom.chaos.second;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.join.SecondJoin;
import io.mailroom.chaos.join.SecondVerdict;
import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.promises.Mail;
import io.mailroom.promises.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondRecordTest {
    private final SecondRecord record = new SecondRecord();
    private final List<ResultEvent> told = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();

    private SecondCommand publish(int number) {
        var command = new SecondCommand(number, 0);
        record.published(command);
        return command;
    }

    private void send(SecondCommand command) {
        mails.add(new Mail(mails.size(), command.id()));
        told.add(new ResultEvent(
                "event-" + told.size(), command.id(), "SENT", "SENT", "t/0/" + told.size(), Instant.EPOCH));
    }

    private SecondVerdict verdict() {
        return SecondJoin.of(record, mails, told);
    }

    @Test
    void a_command_with_one_mail_and_one_result_is_clean() {
        send(publish(1));

        assertThat(verdict().clean()).isTrue();
        assertThat(verdict().kept().commands()).isEqualTo(1);
    }

    @Test
    void a_command_without_a_result_is_lost() {
        SecondCommand lost = publish(1);

        assertThat(verdict().kept().of(Promise.NOT_LOST)).containsExactly(lost.id());
        assertThat(verdict().clean()).isFalse();
    }

    @Test
    void a_command_that_was_deleted_unanswered_is_excused_and_one_that_had_its_answer_is_kept() {
        send(publish(1));
        publish(2);
        record.topicDeleted(told);

        assertThat(verdict().clean()).isTrue();
        assertThat(verdict().deleted()).isEqualTo(1);
        assertThat(verdict().kept().commands()).isEqualTo(1);
    }

    @Test
    void a_command_published_after_the_deletion_must_be_answered() {
        record.topicDeleted(told);
        SecondCommand lost = publish(1);

        assertThat(verdict().kept().of(Promise.NOT_LOST)).containsExactly(lost.id());
    }

    @Test
    void a_deleted_command_may_be_sent_all_the_same_but_not_twice() {
        SecondCommand deleted = publish(1);
        record.topicDeleted(told);
        send(deleted);
        assertThat(verdict().clean()).isTrue();

        mails.add(new Mail(9, deleted.id()));

        assertThat(verdict().deletedTwice()).containsExactly(deleted.id());
        assertThat(verdict().clean()).isFalse();
    }

    @Test
    void a_mail_of_no_command_is_an_offender() {
        mails.add(new Mail(1, "from-nowhere"));

        assertThat(verdict().kept().of(Promise.NOTHING_UNASKED)).containsExactly("from-nowhere");
        assertThat(verdict().clean()).isFalse();
    }
}
