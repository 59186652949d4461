package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.testing.TestingListener;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two clients of one worker, of which one is in trouble. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // what never comes is waited for without end
class CommittersTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final ClientName OTHER = new ClientName("other");

    private final TestingTimers timers = new TestingTimers();
    private final Map<ClientName, TestingWriter> writers =
            new ConcurrentHashMap<>(Map.of(ERP, new TestingWriter(), OTHER, new TestingWriter()));
    private final Committers committers = new Committers(
            writers::get,
            _ -> new TestingListener(),
            new Committer.Bounds(Duration.ZERO, 1, 1_000),
            timers,
            task -> Thread.ofVirtual().start(task));

    @AfterEach
    void close() {
        committers.close();
    }

    @Nested
    class A_client_whose_transaction_hangs {
        @Test
        void holds_up_no_other_client() {
            var hanging = new CountDownLatch(1);
            writers.get(OTHER).planted.add(_ -> {
                hanging.await();
                return null;
            });
            begin();
            CompletableFuture<CommitResult> waiting = committers.submit(nothing(OTHER));

            CommitResult result = committers.commit(nothing(ERP));

            assertThat(result).isInstanceOf(CommitResult.Committed.class);
            assertThat(waiting).isNotDone();
            hanging.countDown();
            assertThat(waiting.join()).isInstanceOf(CommitResult.Committed.class);
        }
    }

    @Nested
    class A_client_of_whose_transaction_nobody_knows_the_end {
        private void fail() {
            writers.get(OTHER).planted.add(_ -> {
                throw new CannotCommit("planted", new IllegalStateException());
            });
            committers.commit(nothing(OTHER));
            assertThat(eventuallyRests()).isTrue();
        }

        private boolean eventuallyRests() {
            while (!committers.rests(OTHER)) {
                Thread.onSpinWait();
            }
            return true;
        }

        @Test
        void commits_nothing_more_and_the_other_does() {
            begin();

            fail();

            assertThat(committers.commit(nothing(OTHER))).isInstanceOf(CommitResult.NotOwned.class);
            assertThat(committers.commit(nothing(ERP))).isInstanceOf(CommitResult.Committed.class);
            assertThat(committers.rests(ERP)).isFalse();
        }

        @Test
        void rests_until_its_partitions_are_released_and_a_second_has_passed() {
            begin();
            fail();
            timers.ringAt(timers.now().plusSeconds(60));
            boolean beforeTheRelease = committers.rests(OTHER);
            committers.released(OTHER);
            boolean afterIt = committers.rests(OTHER);

            timers.ringAt(timers.now().plusSeconds(1));

            assertThat(List.of(beforeTheRelease, afterIt)).containsOnly(true);
            assertThat(eventuallyAwake()).isTrue();
        }

        @Test
        void commits_again_after_its_rest() {
            begin();
            fail();
            committers.released(OTHER);
            timers.ringAt(timers.now().plusSeconds(1));
            assertThat(eventuallyAwake()).isTrue();

            committers.begin(OTHER);

            assertThat(committers.commit(nothing(OTHER))).isInstanceOf(CommitResult.Committed.class);
        }

        @Test
        void is_let_go_after_its_rest_though_it_was_released_just_before_it_was_found_to_have_failed() {
            var bothHandedIn = new CountDownLatch(1);
            writers.get(OTHER).planted.add(_ -> {
                bothHandedIn.await();
                throw new CannotCommit("planted", new IllegalStateException());
            });
            begin();
            CompletableFuture<CommitResult> first = committers.submit(nothing(OTHER));
            // It is refused between the failure and its being told.
            CompletableFuture<Void> released =
                    committers.submit(nothing(OTHER)).thenRun(() -> committers.released(OTHER));

            bothHandedIn.countDown();

            released.join();
            assertThat(first.join()).isInstanceOf(CommitResult.NotOwned.class);
            assertThat(eventuallyRests()).isTrue();
            while (committers.rests(OTHER)) {
                timers.ringAt(timers.now().plusSeconds(1));
            }
        }

        @Test
        void does_not_rest_again_while_it_works_though_the_clock_is_set_back() {
            begin();
            fail();
            committers.released(OTHER);
            timers.ringAt(timers.now().plusSeconds(1));
            assertThat(eventuallyAwake()).isTrue();
            committers.begin(OTHER);

            timers.ringAt(timers.now().minusSeconds(7_200));

            assertThat(committers.rests(OTHER)).isFalse();
        }

        @Test
        void is_forgotten_if_it_does_not_come_back() {
            begin();
            fail();
            committers.released(OTHER);
            timers.ringAt(timers.now().plusSeconds(1));
            assertThat(eventuallyAwake()).isTrue();

            committers.released(ERP);
            boolean soonAfter = committers.known().contains(OTHER);
            timers.ringAt(timers.now().plus(Committers.FORGOTTEN_AFTER).plusMillis(1));
            committers.begin(ERP);

            assertThat(soonAfter).isTrue();
            assertThat(committers.known()).containsExactly(ERP);
        }

        @Test
        void rests_twice_as_long_if_it_fails_again_at_once() {
            begin();
            fail();
            committers.released(OTHER);
            timers.ringAt(timers.now().plusSeconds(1));
            assertThat(eventuallyAwake()).isTrue();
            committers.begin(OTHER);
            fail();
            committers.released(OTHER);

            timers.ringAt(timers.now().plusSeconds(2).minusNanos(1));

            assertThat(committers.rests(OTHER)).isTrue();
        }

        private boolean eventuallyAwake() {
            while (committers.rests(OTHER)) {
                Thread.onSpinWait();
            }
            return true;
        }
    }

    @Nested
    class A_client_whose_last_partition_was_given_up {
        @Test
        void is_not_quiet_before_its_last_transaction_has_ended_and_leaves_nothing_behind() {
            var hanging = new CountDownLatch(1);
            writers.get(OTHER).planted.add(_ -> {
                hanging.await();
                return null;
            });
            begin();
            CompletableFuture<CommitResult> waiting = committers.submit(nothing(OTHER));
            while (writers.get(OTHER).attempts.isEmpty()) {
                Thread.onSpinWait();
            }

            committers.released(OTHER);

            assertThat(committers.quiet(OTHER)).isFalse();
            hanging.countDown();
            assertThat(waiting.join()).isInstanceOf(CommitResult.Committed.class);
            while (!committers.quiet(OTHER)) {
                Thread.onSpinWait();
            }
            assertThat(committers.commit(nothing(OTHER))).isInstanceOf(CommitResult.NotOwned.class);
        }

        @Test
        void is_forgotten_when_that_has_ended_though_nobody_asks_for_it() {
            begin();
            committers.released(OTHER);

            while (committers.known().contains(OTHER)) {
                Thread.onSpinWait();
            }

            assertThat(committers.known()).containsExactly(ERP);
        }

        @Test
        void is_committed_for_again_by_a_new_producer() {
            begin();
            committers.released(OTHER);

            committers.begin(OTHER);

            assertThat(committers.commit(nothing(OTHER))).isInstanceOf(CommitResult.Committed.class);
        }
    }

    private void begin() {
        committers.begin(ERP);
        committers.begin(OTHER);
    }

    private static CommitRequest nothing(ClientName client) {
        return CommitRequest.writing(new PartitionOffsets("mail.commands." + client, 0, Position.at(0)), List.of());
    }
}
