package io.mailroom.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SendPaceTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final String ADELE = "adele@contoso.example";
    private static final String ALEX = "alex@contoso.example";

    private final SendPace pace = new SendPace(30, WINDOW);

    @Nested
    class A_mailbox_that_has_sent_30_mails {
        @Test
        void hears_when_the_first_of_them_leaves_the_window() {
            take(ADELE, 30, NOW);

            assertThat(pace.take(ADELE, NOW.plusSeconds(20))).contains(NOW.plus(WINDOW));
        }

        @Test
        void has_to_wait_to_the_last_moment_of_the_window() {
            take(ADELE, 30, NOW);

            assertThat(pace.take(ADELE, NOW.plus(WINDOW).minusNanos(1))).isPresent();
        }

        @Test
        void may_send_again_when_it_asks_at_the_time_that_it_was_told() {
            take(ADELE, 30, NOW);

            assertThat(pace.take(ADELE, NOW.plus(WINDOW))).isEmpty();
        }

        @Test
        void gets_one_place_for_each_mail_that_leaves_the_window_which_slides() {
            take(ADELE, 1, NOW);
            take(ADELE, 29, NOW.plusSeconds(40));
            take(ADELE, 1, NOW.plusSeconds(60));

            assertThat(pace.take(ADELE, NOW.plusSeconds(60))).contains(NOW.plusSeconds(100));
        }

        @Test
        void does_not_pay_for_having_asked_in_vain() {
            take(ADELE, 30, NOW);
            IntStream.range(1, 60).forEach(second -> pace.take(ADELE, NOW.plusSeconds(second)));

            take(ADELE, 30, NOW.plus(WINDOW));
        }

        @Test
        void is_known_under_its_name_in_any_case() {
            take(ADELE, 30, NOW);

            assertThat(pace.take("Adele@CONTOSO.example", NOW)).isPresent();
        }

        @Test
        void slows_no_other() {
            take(ADELE, 30, NOW);

            assertThat(pace.take(ALEX, NOW)).isEmpty();
        }
    }

    @Nested
    class A_clock_that_is_set {
        @Test
        void leaves_what_was_sent_as_long_ago_as_it_was() {
            take(ADELE, 30, NOW);
            Duration back = Duration.ofHours(-2);

            pace.clockSet(back);

            assertThat(pace.take(ADELE, NOW.plus(back).plusSeconds(20)))
                    .contains(NOW.plus(back).plus(WINDOW));
            assertThat(pace.take(ADELE, NOW.plus(back).plus(WINDOW))).isEmpty();
        }
    }

    @Nested
    class A_send_that_takes_its_time {
        @Test
        void counts_from_its_answer_on() {
            take(ADELE, 29, NOW);
            pace.take(ADELE, NOW);
            pace.answered(ADELE, NOW, NOW.plusSeconds(7));
            take(ADELE, 29, NOW.plusSeconds(61));

            assertThat(pace.take(ADELE, NOW.plusSeconds(61))).contains(NOW.plusSeconds(67));
        }

        @Test
        void counts_for_two_windows_while_it_has_no_answer() {
            pace.take(ADELE, NOW);
            take(ADELE, 29, NOW.plusSeconds(70));

            assertThat(pace.take(ADELE, NOW.plusSeconds(70))).contains(NOW.plusSeconds(120));
        }

        @Test
        void counts_for_two_windows_when_its_owner_died_meanwhile() {
            pace.underWay(ADELE, NOW, NOW);
            take(ADELE, 29, NOW.plusSeconds(70));

            assertThat(pace.take(ADELE, NOW.plusSeconds(70))).contains(NOW.plusSeconds(120));
        }
    }

    @Nested
    class A_mailbox_that_was_taken_over {
        @Test
        void keeps_its_pace() {
            counted(10, 20, 30);
            take(ADELE, 27, NOW.plusSeconds(40));

            assertThat(pace.take(ADELE, NOW.plusSeconds(40))).isPresent();
        }

        @Test
        void is_known_under_its_name_in_any_case() {
            IntStream.range(0, 30).forEach(age -> answered("ADELE@contoso.example", NOW.minusMillis(age)));

            assertThat(pace.take(ADELE, NOW)).isPresent();
        }

        @Test
        void owes_nothing_for_what_its_former_owner_sent_long_ago() {
            IntStream.range(0, 30)
                    .forEach(more -> answered(ADELE, NOW.minus(WINDOW).minusMillis(more)));

            take(ADELE, 30, NOW);
        }

        @Test
        void pays_once_for_a_mail_of_which_its_permission_and_its_result_tell() {
            Instant sent = NOW.plusNanos(123_456_789);
            pace.underWay(ADELE, sent, sent);
            pace.answered(ADELE, sent.truncatedTo(ChronoUnit.MILLIS), sent.plusMillis(300));

            take(ADELE, 29, NOW.plusSeconds(1));
        }

        @Test
        void pays_once_for_a_mail_that_this_worker_sent_itself() {
            take(ADELE, 1, NOW);
            pace.underWay(ADELE, NOW, NOW);
            pace.answered(ADELE, NOW, NOW);

            take(ADELE, 29, NOW.plusSeconds(1));
        }

        @Test
        void hears_of_the_next_free_place_whatever_the_order_in_which_its_sends_were_read() {
            counted(30, 5, 20);
            take(ADELE, 27, NOW.plusSeconds(40));

            assertThat(pace.take(ADELE, NOW.plusSeconds(40))).contains(NOW.plusSeconds(65));
        }
    }

    @Nested
    class A_place_that_is_given_back {
        @Test
        void is_free_for_another_send() {
            take(ADELE, 30, NOW);

            pace.giveBack("Adele@CONTOSO.example", NOW);

            take(ADELE, 1, NOW.plusSeconds(1));
            assertThat(pace.take(ADELE, NOW.plusSeconds(1))).isPresent();
        }

        @Test
        void is_one_and_no_other() {
            take(ADELE, 29, NOW);
            take(ADELE, 1, NOW.plusSeconds(30));

            pace.giveBack(ADELE, NOW.plusSeconds(30));
            take(ADELE, 1, NOW.plusSeconds(40));

            assertThat(pace.take(ADELE, NOW.plusSeconds(40))).contains(NOW.plus(WINDOW));
        }

        @Test
        void that_nobody_took_frees_nothing() {
            take(ADELE, 30, NOW);

            pace.giveBack(ADELE, NOW.plusSeconds(1));
            pace.giveBack(ALEX, NOW);

            assertThat(pace.take(ADELE, NOW.plusSeconds(1))).isPresent();
        }
    }

    @Nested
    class Many_mailboxes {
        @Test
        void keep_their_pace_while_those_that_are_idle_are_forgotten() {
            take(ALEX, 1, NOW);
            take(ADELE, 30, NOW.plusSeconds(50));
            take(ALEX, 1, NOW.plusSeconds(61));

            assertThat(pace.take(ADELE, NOW.plusSeconds(61))).isPresent();
        }

        @Test
        void are_forgotten_by_a_worker_that_takes_over_and_sends_nothing() {
            answered("one@contoso.example", NOW);
            pace.underWay("other@contoso.example", NOW, NOW);

            pace.answered(ADELE, NOW.plusSeconds(121), NOW.plusSeconds(121));
            int afterResults = pace.mailboxes();
            pace.underWay(ALEX, NOW.plusSeconds(243), NOW.plusSeconds(243));

            assertThat(afterResults).isOne();
            assertThat(pace.mailboxes()).isOne();
        }
    }

    @Property(tries = 300)
    void no_window_ever_holds_more_than_it_may(
            @ForAll @Size(max = 200) List<@IntRange(max = 3_000) Integer> pauses,
            @ForAll @Size(max = 30) @UniqueElements List<@IntRange(max = 60_000) Integer> ages) {
        var random = new SendPace(30, WINDOW);
        var sends = new ArrayList<Instant>();
        for (int age : ages) {
            random.answered(ADELE, NOW.minusMillis(age), NOW.minusMillis(age));
            sends.add(NOW.minusMillis(age));
        }
        Instant now = NOW;
        for (int pause : pauses) {
            Instant permitted = now.plusMillis(pause);
            now = permitted;
            if (random.take(ADELE, permitted).isEmpty()) {
                // One after the other: it arrives somewhere between its permission and its answer.
                sends.add(permitted.plusMillis(pause));
                now = permitted.plusMillis(2L * pause);
                random.answered(ADELE, permitted, now);
            }
        }

        sends.sort(null);
        for (int i = 30; i < sends.size(); i++) {
            assertThat(Duration.between(sends.get(i - 30), sends.get(i))).isGreaterThanOrEqualTo(WINDOW);
        }
    }

    /** Sends that are answered at once. */
    private void take(String mailbox, int times, Instant now) {
        for (int i = 0; i < times; i++) {
            assertThat(pace.take(mailbox, now)).isEmpty();
        }
        IntStream.range(0, times).forEach(_ -> answered(mailbox, now));
    }

    private void answered(String mailbox, Instant at) {
        pace.answered(mailbox, at, at);
    }

    private void counted(int... seconds) {
        for (int second : seconds) {
            answered(ADELE, NOW.plusSeconds(second));
        }
    }
}
