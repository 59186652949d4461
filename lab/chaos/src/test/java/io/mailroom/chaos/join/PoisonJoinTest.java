package io.mailroom.chaos.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.listen.Contents;
import io.mailroom.chaos.listen.FoundDeadLetter;
import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.plan.Compression;
import io.mailroom.chaos.plan.Poison;
import io.mailroom.chaos.plan.PoisonKind;
import io.mailroom.chaos.poison.Published;
import io.mailroom.promises.Mail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PoisonJoinTest {
    private static final byte[] VALUE = {1, 2, 3, 4, 5};
    private static final Contents WHOLE = Contents.of(null, VALUE, List.of());

    private final List<Published> published = new ArrayList<>();
    private final List<ResultEvent> told = new ArrayList<>();
    private final List<FoundDeadLetter> buried = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();

    private Published poison(PoisonKind kind) {
        int number = published.size();
        var poison = new Poison(number, kind, Compression.NONE, 0, Duration.ZERO, 1);
        String place = "mail.commands.erp/3/" + number;
        var one = new Published(poison, place, WHOLE, length -> Contents.head(VALUE, length));
        published.add(one);
        return one;
    }

    private void answer(String command, String record, String status) {
        told.add(new ResultEvent("event-" + told.size(), command, status, status, record, Instant.EPOCH));
    }

    private void answer(Published one) {
        answer(one.poison().name(), one.place(), "REJECTED");
    }

    private void bury(Published one) {
        buried.add(new FoundDeadLetter(one.place(), one.contents(), Optional.empty()));
    }

    private void buryHead(Published one, int length, String sha256) {
        Contents head = new Contents("of the head", 2, Contents.head(VALUE, 2));
        buried.add(new FoundDeadLetter(
                one.place(), head, Optional.of(new FoundDeadLetter.Cut(Integer.toString(length), sha256))));
    }

    private PoisonVerdict verdict() {
        return PoisonJoin.of(published, 0, mails, told, buried);
    }

    @Nested
    class A_poison_that_names_somebody {
        private final Published poison = poison(PoisonKind.LARGE_TYPE);

        @Test
        void ends_with_one_answer() {
            answer(poison);

            assertThat(verdict().clean()).isTrue();
            assertThat(verdict().answered()).isEqualTo(1);
        }

        @Test
        void is_lost_without_one() {
            assertThat(verdict().lost()).containsExactly(poison.toString());
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void is_lost_as_a_dead_letter() {
            bury(poison);

            assertThat(verdict().lost()).containsExactly(poison.toString());
        }

        @Test
        void ends_twice_with_two_answers() {
            answer(poison);
            answer(poison);

            assertThat(verdict().endedTwice()).containsExactly(poison.toString());
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void ends_twice_with_an_answer_and_a_dead_letter() {
            answer(poison);
            bury(poison);

            assertThat(verdict().endedTwice()).containsExactly(poison.toString());
        }

        @Test
        void is_known_by_its_name_however_long_the_id_and_wherever_it_was_forwarded() {
            answer(poison.poison().name() + "-xxxxxxxxxxx", "mail.commands.erp/5/99", "REJECTED");

            assertThat(verdict().clean()).isTrue();
        }

        @Test
        void is_wrong_if_it_denies_its_mail() {
            answer(poison.poison().name(), poison.place(), "REJECTED");
            mails.add(new Mail(1, poison.poison().name()));

            assertThat(verdict().wrong()).containsExactly(poison.toString());
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void is_wrong_if_its_mail_went_out_twice() {
            answer(poison.poison().name(), poison.place(), "SENT");
            mails.add(new Mail(1, poison.poison().name()));
            mails.add(new Mail(2, poison.poison().name()));

            assertThat(verdict().wrong()).containsExactly(poison.toString());
        }
    }

    @Nested
    class A_poison_that_names_nobody {
        private final Published poison = poison(PoisonKind.RANDOM_BYTES);

        @Test
        void ends_as_one_dead_letter_in_whole() {
            bury(poison);

            assertThat(verdict().clean()).isTrue();
            assertThat(verdict().buried()).isEqualTo(1);
            assertThat(verdict().cut()).isZero();
        }

        @Test
        void ends_as_the_head_of_it_with_length_and_digest() {
            buryHead(poison, VALUE.length, WHOLE.value());

            assertThat(verdict().clean()).isTrue();
            assertThat(verdict().cut()).isEqualTo(1);
        }

        @Test
        void is_altered_if_length_or_digest_is_another() {
            buryHead(poison, VALUE.length - 1, WHOLE.value());
            buryHead(poison(PoisonKind.LARGEST_RECORD), VALUE.length, Contents.head(VALUE, 2));

            assertThat(verdict().altered()).hasSize(2);
            assertThat(verdict().clean()).isFalse();
        }

        @Test
        void is_altered_if_the_head_is_not_its_own() {
            Contents other = new Contents("other", 2, Contents.head(new byte[] {9, 9}, 2));
            buried.add(new FoundDeadLetter(
                    poison.place(),
                    other,
                    Optional.of(new FoundDeadLetter.Cut(Integer.toString(VALUE.length), WHOLE.value()))));

            assertThat(verdict().altered()).containsExactly(poison.toString());
        }

        @Test
        void is_altered_if_the_whole_is_another() {
            Contents other = Contents.of(new byte[] {1}, VALUE, List.of());
            buried.add(new FoundDeadLetter(poison.place(), other, Optional.empty()));

            assertThat(verdict().altered()).containsExactly(poison.toString());
        }

        @Test
        void is_lost_if_only_another_record_is_buried() {
            bury(new Published(poison.poison(), "mail.commands.erp/4/0", WHOLE, length -> ""));

            assertThat(verdict().lost()).containsExactly(poison.toString());
        }

        @Test
        void ends_twice_as_two_dead_letters() {
            bury(poison);
            bury(poison);

            assertThat(verdict().endedTwice()).containsExactly(poison.toString());
        }
    }

    @Nested
    class A_poison_whose_name_breaks_the_rules {
        private final Published poison = poison(PoisonKind.LONG_ID);

        @Test
        void may_be_answered() {
            answer(poison);

            assertThat(verdict().clean()).isTrue();
        }

        @Test
        void may_be_buried() {
            bury(poison);

            assertThat(verdict().clean()).isTrue();
        }

        @Test
        void is_lost_without_either() {
            assertThat(verdict().lost()).containsExactly(poison.toString());
        }

        @Test
        void ends_twice_with_both() {
            answer(poison);
            bury(poison);

            assertThat(verdict().endedTwice()).containsExactly(poison.toString());
        }
    }

    @Test
    void the_mails_of_poison_are_kept_apart_from_those_of_the_round() {
        assertThat(PoisonJoin.without(List.of(new Mail(1, "poison-00001"), new Mail(2, "chaos-000001"))))
                .containsExactly(new Mail(2, "chaos-000001"));
    }
}
