package io.mailroom.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IntakeSignsTest {
    private static final TopicPartition ZERO = new TopicPartition("mail.commands.erp", 0);
    private static final TopicPartition ONE = new TopicPartition("mail.commands.erp", 1);

    private final Consumer consumer = new Consumer();
    private final IntakeSigns signs = new IntakeSigns(consumer, Clock.systemUTC());

    @Nested
    class The_lag {
        @Test
        void is_the_sum_of_what_waits_in_the_partitions_that_are_read() {
            consumer.lags = List.of(OptionalLong.of(3), OptionalLong.of(4));

            signs.polled(Set.of(ZERO, ONE));

            assertThat(signs.lag()).hasValue(7);
        }

        @Test
        void is_unknown_while_that_of_one_partition_is() {
            consumer.lags = List.of(OptionalLong.of(3), OptionalLong.empty());

            signs.polled(Set.of(ZERO, ONE));

            assertThat(signs.lag()).isEmpty();
        }

        @Test
        void is_unknown_and_stops_nobody_while_partitions_move() {
            consumer.lags = List.of(OptionalLong.of(3), OptionalLong.of(4));
            signs.polled(Set.of(ZERO, ONE));
            consumer.moving = true;

            signs.polled(Set.of(ZERO, ONE));

            assertThat(signs.lag()).isEmpty();
        }
    }

    private static final class Consumer extends MockConsumer<byte[], byte[]> {
        private List<OptionalLong> lags = List.of();
        private boolean moving;

        Consumer() {
            super(AutoOffsetResetStrategy.EARLIEST.name());
        }

        @Override
        public synchronized OptionalLong currentLag(TopicPartition partition) {
            if (moving) {
                throw new IllegalStateException("No current assignment for partition " + partition);
            }
            return lags.get(partition.partition());
        }
    }
}
