package io.mailroom.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LanesTest {
    @Nested
    class Many_steps_of_a_few_mailboxes {
        @Test
        void run_in_order_within_each_mailbox() throws Exception {
            Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
            var done = new CountDownLatch(20_000);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var lanes = new Lanes<String>(threads);
                IntStream.range(0, 20_000)
                        .forEach(i -> lanes.add("m" + i % 7, () -> {
                            seen.computeIfAbsent("m" + i % 7, key -> new CopyOnWriteArrayList<>())
                                    .add(i);
                            done.countDown();
                        }));
                assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(seen.values()).allSatisfy(order -> assertThat(order).isSorted());
        }
    }

    @Nested
    class A_mailbox_that_hangs {
        @Test
        void holds_up_no_other() throws Exception {
            var release = new CountDownLatch(1);
            var other = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var lanes = new Lanes<String>(threads);
                lanes.add("sick", () -> await(release));
                lanes.add("healthy", other::countDown);

                assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
                release.countDown();
            }
        }
    }

    @Nested
    class A_step_that_throws {
        @Test
        void does_not_stop_its_line() throws Exception {
            var next = new CountDownLatch(1);
            try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                    .uncaughtExceptionHandler((thread, thrown) -> {})
                    .factory())) {
                var lanes = new Lanes<String>(threads);
                lanes.add("m", () -> {
                    throw new IllegalStateException("planted");
                });
                lanes.add("m", next::countDown);

                assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
