package io.mailroom.worker.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.time.Backoff;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.topics.TopicFacts.Absent;
import io.mailroom.worker.topics.TopicFacts.Unknown;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicWatchTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final ClientName OTHER = new ClientName("other");
    private static final ClusterFacts SOUND = SoundTopics.of("erp", "other");
    private static final ClusterFacts NO_RESULTS =
            SoundTopics.with(new Absent("mail.results.erp")).apply(SOUND);

    private final TestingClock clock = new TestingClock();
    private final TestingCluster brokers = new TestingCluster();
    private final TopicWatch watch = new TopicWatch(
            () -> brokers,
            new TopicRules(Duration.ofDays(30)),
            TopicWatch.SELDOMEST,
            clock,
            new ClockCheck(clock, () -> {}));

    @BeforeEach
    void start() {
        watch.start();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private void look(TestingCluster.Answer answer) throws InterruptedException {
        brokers.looksAndFinds(watch, answer);
    }

    @Nested
    class Before_the_first_look {
        @Test
        void everybody_is_held() {
            assertThat(watch.of(ERP)).contains(TopicWatch.NOT_LOOKED_AT);
            assertThat(watch.everybody()).isPresent();
            assertThat(watch.lookedAt()).isEmpty();
        }

        @Test
        void a_look_that_fails_lets_nobody_go() throws InterruptedException {
            look(() -> {
                throw new TimeoutException();
            });

            assertThat(watch.of(ERP)).contains(TopicWatch.NOT_LOOKED_AT);
            assertThat(watch.everybody()).isPresent();
        }
    }

    @Nested
    class After_a_look {
        @Test
        void who_has_what_is_needed_is_let_go() throws InterruptedException {
            look(() -> SOUND);

            assertThat(watch.of(ERP)).isEmpty();
            assertThat(watch.all()).isEmpty();
            assertThat(watch.everybody()).isEmpty();
            assertThat(watch.lookedAt()).contains(clock.instant());
        }

        @Test
        void one_client_is_held_for_what_is_wrong_with_its_own() throws InterruptedException {
            look(() -> NO_RESULTS);

            assertThat(watch.of(ERP)).contains("mail.results.erp does not exist: create it.");
            assertThat(watch.all()).containsOnlyKeys(ERP);
            assertThat(watch.of(OTHER)).isEmpty();
        }

        @Test
        void who_came_later_is_held_until_the_next() throws InterruptedException {
            look(() -> SoundTopics.of("erp"));
            assertThat(watch.of(OTHER)).contains(TopicWatch.NOT_LOOKED_AT);

            look(() -> SOUND);

            assertThat(watch.of(OTHER)).isEmpty();
        }

        @Test
        void a_client_whose_topics_are_gone_is_not_told_of_any_more() throws InterruptedException {
            look(() -> NO_RESULTS);

            look(() -> SoundTopics.of("other"));

            assertThat(watch.all()).isEmpty();
            assertThat(watch.of(ERP)).contains(TopicWatch.NOT_LOOKED_AT);
        }
    }

    @Nested
    class What_was_repaired {
        @Test
        void lets_its_client_go_at_the_next_look() throws InterruptedException {
            look(() -> NO_RESULTS);

            look(() -> SOUND);

            assertThat(watch.of(ERP)).isEmpty();
        }
    }

    @Nested
    class A_look_that_fails {
        @Test
        void leaves_everybody_as_they_were_judged() throws InterruptedException {
            look(() -> NO_RESULTS);

            look(() -> {
                throw new ExecutionException(new IllegalStateException("no broker"));
            });

            assertThat(watch.all()).containsOnlyKeys(ERP);
            assertThat(watch.of(OTHER)).isEmpty();
        }

        @Test
        void for_a_reason_that_nobody_foresaw_is_followed_by_the_next_with_a_new_client() throws InterruptedException {
            look(() -> {
                throw new StackOverflowError();
            });
            look(() -> {
                throw new IllegalStateException("the client's thread has exited");
            });

            look(() -> SOUND);

            assertThat(watch.of(ERP)).isEmpty();
            assertThat(brokers.closed).hasValue(2);
        }

        @Test
        void for_one_topic_leaves_its_client_as_it_was_judged() throws InterruptedException {
            look(() -> SoundTopics.of("erp"));

            look(() -> SoundTopics.with(new Unknown("mail.results.erp", "TimeoutException"))
                    .andThen(SoundTopics.with(new Unknown("mail.results.other", "TimeoutException")))
                    .apply(SOUND));

            assertThat(watch.of(ERP)).isEmpty();
            assertThat(watch.of(OTHER)).contains("mail.results.other could not be looked at yet: TimeoutException.");
        }

        @Test
        void for_an_internal_topic_leaves_everybody_as_they_were_judged() throws InterruptedException {
            look(() -> NO_RESULTS);

            look(() -> SoundTopics.with(new Unknown("mail.journal", "TimeoutException"))
                    .apply(SOUND));

            assertThat(watch.everybody()).isEmpty();
            assertThat(watch.all()).containsOnlyKeys(ERP);
        }
    }

    @Nested
    class A_refused_write {
        @Test
        void holds_its_client_at_once_and_for_a_while_against_looks_that_find_nothing_wrong()
                throws InterruptedException {
            look(() -> SOUND);
            watch.refused(ERP, "mail.results.erp takes nothing larger than 1 byte.\n");
            assertThat(watch.all()).containsEntry(ERP, "mail.results.erp takes nothing larger than 1 byte.?");

            look(() -> SOUND);
            assertThat(watch.of(ERP)).isPresent();
            clock.advance(Backoff.REFUSED_CLIENT.first());
            look(() -> SOUND);
            look(() -> SOUND);

            assertThat(watch.of(ERP)).isEmpty();
            assertThat(watch.all()).isEmpty();
        }

        @Test
        void is_not_over_by_a_look_that_left_the_topic_open() throws InterruptedException {
            look(() -> SOUND);
            watch.refused(ERP, "refused");
            clock.advance(Backoff.REFUSED_CLIENT.first());
            ClusterFacts open = SoundTopics.with(new Unknown("mail.results.erp", "TimeoutException"))
                    .apply(SOUND);

            look(() -> open);
            look(() -> open);

            assertThat(watch.of(ERP)).contains("refused");
        }
    }

    @Nested
    class The_id_of_a_topic {
        @Test
        void is_known_from_the_newest_look_that_found_it_until_one_finds_it_gone() throws InterruptedException {
            assertThat(watch.topicId("mail.commands.erp")).isEmpty();
            look(() -> SOUND);
            Optional<String> id = watch.topicId("mail.commands.erp");

            look(() -> SoundTopics.with(new Unknown("mail.commands.erp", "TimeoutException"))
                    .apply(SOUND));
            assertThat(id).isPresent();
            assertThat(watch.topicId("mail.commands.erp")).isEqualTo(id);

            look(() -> SoundTopics.with(new Absent("mail.commands.erp")).apply(SOUND));
            assertThat(watch.topicId("mail.commands.erp")).isEmpty();
        }
    }

    @Nested
    class Looks {
        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT0.099S", "PT30.001S", "PT-5S"})
        void are_neither_too_often_nor_too_seldom(String every) {
            assertThatThrownBy(() -> TopicWatch.checked(Duration.parse(every)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mailroom.topics.look-every (" + every + ")");
        }
    }
}
