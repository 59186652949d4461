package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsumerPoolTest {
    private final List<MockConsumer<byte[], byte[]>> made = new ArrayList<>();
    private final ConsumerPool consumers = new ConsumerPool(2, () -> {
        made.add(new MockConsumer<>("earliest"));
        return made.getLast();
    });

    private void useOnce() {
        consumers.use(consumer -> {
            consumer.assign(List.of(new TopicPartition("mail.journal", 0)));
            return true;
        });
    }

    @Nested
    class A_consumer_that_was_used {
        @Test
        void is_used_again_and_has_kept_nothing() {
            useOnce();

            List<TopicPartition> kept = consumers.use(consumer -> List.copyOf(consumer.assignment()));

            assertThat(made).hasSize(1);
            assertThat(kept).isEmpty();
        }

        @Test
        void is_not_given_to_a_second_one_meanwhile() {
            consumers.use(_ -> {
                useOnce();
                return true;
            });

            assertThat(made).hasSize(2);
        }
    }

    @Test
    void those_of_a_rush_are_ended_and_so_many_as_are_kept_are_not() {
        consumers.use(_ -> consumers.use(_ -> consumers.use(_ -> true)));

        assertThat(made).extracting(MockConsumer::closed).containsExactly(true, false, false);
    }

    @Test
    void a_consumer_that_failed_is_ended_and_not_used_again() {
        assertThatThrownBy(() -> consumers.use(_ -> {
                    throw new IllegalStateException("no broker");
                }))
                .hasMessage("no broker");

        useOnce();

        assertThat(made).extracting(MockConsumer::closed).containsExactly(true, false);
    }

    @Nested
    class Once_closed {
        @Test
        void none_is_left_open_also_not_the_one_that_was_in_use() {
            useOnce();
            consumers.use(_ -> {
                useOnce();
                consumers.close();
                return true;
            });

            assertThat(made).hasSize(2).allMatch(MockConsumer::closed);
        }

        @Test
        void none_is_given_any_more() {
            consumers.close();

            assertThatThrownBy(ConsumerPoolTest.this::useOnce).isInstanceOf(IllegalStateException.class);
        }
    }
}
