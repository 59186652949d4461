package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PointReadsTest {
    private final Semaphore asked = new Semaphore(0);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final PointReads reads = new PointReads(() -> {
        asked.release();
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new KafkaException("planted");
    });

    @AfterEach
    void end() {
        hanging.countDown();
        reads.close();
    }

    @Nested
    class A_partition_that_cannot_be_read {
        @Test
        void holds_up_its_own_records_and_no_others() throws InterruptedException {
            Thread _ = reading(0);
            assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            awaitWaiting(reading(0));

            Thread _ = reading(1);

            assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            assertThat(asked.availablePermits()).isZero();
        }

        @Test
        void holds_up_a_record_no_longer_than_the_reading_before_it() throws InterruptedException {
            Thread _ = reading(0);
            Thread _ = reading(0);

            hanging.countDown();

            assertThat(asked.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Thread reading(int partition) {
        return Thread.ofVirtual().start(() -> {
            try {
                var _ = reads.at(new TopicPartition("mail.journal", partition), 7);
            } catch (KafkaException | InterruptedException e) {
                // As it was planted.
            }
        });
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
