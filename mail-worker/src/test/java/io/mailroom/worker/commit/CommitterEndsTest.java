package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.record.Position;
import io.mailroom.worker.testing.TestingListener;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** As long as a committer has not ended, nobody takes over the partitions of its client again. */
class CommitterEndsTest {
    private static final int TIMES = 5_000;

    @Test
    void after_it_was_closed_whatever_is_handed_in_at_that_moment() throws Exception {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < TIMES; i++) {
                var committer = new Committer(
                        new TestingWriter(),
                        new Committer.Bounds(Duration.ZERO, 1, 100),
                        new TestingTimers(),
                        new TestingListener(),
                        (_, _) -> {});
                Future<?> committing = threads.submit(committer::run);
                var begin = new CountDownLatch(1);
                Future<CommitResult> handedIn = threads.submit(() -> {
                    begin.await();
                    return committer
                            .submit(CommitRequest.writing(
                                    new PartitionOffsets("mail.commands.erp", 0, Position.at(0)), List.of()))
                            .join();
                });

                begin.countDown();
                committer.close();

                assertThat(committer.ended()).as("the committer of round %d", i).succeedsWithin(Duration.ofSeconds(30));
                assertThat(handedIn.get(30, TimeUnit.SECONDS)).isNotNull();
                committing.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
