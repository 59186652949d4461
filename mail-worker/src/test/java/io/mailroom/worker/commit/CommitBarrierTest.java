package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.record.Position;
import io.mailroom.worker.testing.TestingListener;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommitBarrierTest {
    private final PartitionOffsets partition = new PartitionOffsets("mail.commands.erp", 3, Position.at(100));
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final TestingWriter writer = new TestingWriter();
    private final TestingListener listener = new TestingListener();
    private final Committer committer = new Committer(
            writer,
            new Committer.Bounds(Duration.ofMillis(1), 100, 100),
            timers,
            listener,
            (_, why) -> failures.add(why));

    @AfterEach
    void close() {
        committer.close();
        timers.close();
    }

    @Nested
    class The_barrier {
        @Test
        void waits_for_the_transaction_under_way() throws Exception {
            var inside = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            writer.planted.add(_ -> {
                inside.countDown();
                go.await();
                return new Written.NotNow("planted");
            });
            start();
            committer.submit(CommitRequest.writing(partition, List.of()));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(committer.barrier(Duration.ofMillis(50))).isFalse();
            go.countDown();
            assertThat(committer.barrier(Duration.ofSeconds(10))).isTrue();
        }
    }

    private void start() {
        Thread.ofVirtual().start(committer::run);
    }
}
