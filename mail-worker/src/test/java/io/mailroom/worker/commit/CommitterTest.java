package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.testing.TestingFailures;
import io.mailroom.worker.testing.TestingListener;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitterTest {
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
    class A_request {
        @Test
        void moves_the_position_in_the_transaction_that_holds_its_facts() {
            var positions = new ArrayList<Position>();
            writer.planted.add(batch -> {
                positions.addAll(CommitRequest.positions(batch).values());
                return new Written.NotNow("planted");
            });
            partition.open(100);
            start();

            CommitResult result = commit(CommitRequest.ending(partition, 100, List.of()));

            assertThat(result).isInstanceOf(CommitResult.Committed.class);
            assertThat(positions).containsExactly(Position.at(101));
            assertThat(partition.position()).isEqualTo(Position.at(101));
        }

        @Test
        void moves_no_position_before_it_is_committed() {
            var inBetween = new ArrayList<Position>();
            writer.planted.add(_ -> new Written.NotNow("planted"));
            writer.planted.add(_ -> {
                inBetween.add(partition.position());
                return new Written.NotNow("planted");
            });
            partition.open(100);
            start();

            commit(CommitRequest.ending(partition, 100, List.of()));

            assertThat(inBetween).containsExactly(new Position(100, 101, List.of(100L)));
        }

        @Test
        void is_tried_again_after_an_aborted_transaction() {
            writer.planted.add(_ -> new Written.NotNow("planted"));
            writer.planted.add(_ -> new Written.NotNow("planted"));
            start();

            CommitResult result = commit(CommitRequest.writing(partition, List.of()));

            assertThat(result).isInstanceOf(CommitResult.Committed.class);
            assertThat(writer.attempts).hasSize(3);
            assertThat(committer.stuck()).isEmpty();
        }

        @Test
        void of_a_partition_that_was_given_away_is_refused() {
            partition.release();
            start();

            CommitResult result = commit(CommitRequest.writing(partition, List.of()));

            assertThat(result).isInstanceOf(CommitResult.NotOwned.class);
            assertThat(writer.attempts).isEmpty();
        }

        @Test
        void is_refused_and_all_is_read_again_when_nobody_knows_how_its_transaction_ended() {
            writer.planted.add(_ -> {
                throw new CannotCommit("planted", new IllegalStateException());
            });
            start();

            CommitResult result = commit(CommitRequest.writing(partition, List.of()));

            assertThat(result).isInstanceOf(CommitResult.NotOwned.class);
            committer.ended().join();
            assertThat(failures).hasSize(1);
            assertThat(commit(CommitRequest.writing(partition, List.of()))).isInstanceOf(CommitResult.NotOwned.class);
        }

        @ParameterizedTest
        @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class, InterruptedException.class})
        void waits_for_no_thread_that_ended_by_what_nobody_foresaw(Class<? extends Throwable> what) {
            writer.planted.add(_ -> {
                throw TestingFailures.of(what);
            });
            start();

            CommitResult result = commit(CommitRequest.writing(partition, List.of()));

            assertThat(result).isInstanceOf(CommitResult.NotOwned.class);
            committer.ended().join();
            assertThat(failures).hasSize(1).first().isInstanceOf(what);
        }

        @Test
        void that_waits_for_a_change_of_the_broker_says_so_and_is_committed_after_it() {
            writer.planted.add(_ -> new Written.Closed("nobody may write there"));
            start();

            CommitResult result = commit(CommitRequest.writing(partition, List.of()));

            assertThat(result).isInstanceOf(CommitResult.Committed.class);
            assertThat(listener.closed).containsExactly("nobody may write there");
        }
    }

    /** Of nine in one transaction one can never be written. */
    @Nested
    class A_request_that_can_never_be_written {
        private final List<CompletableFuture<CommitResult>> all = new ArrayList<>();

        @ParameterizedTest
        @CsvSource({"0,true", "4,true", "8,true", "0,false", "4,false", "8,false"})
        void costs_none_of_its_neighbours_whether_or_not_anybody_names_it(int poisoned, boolean named) {
            writer.largest.put("mail.dead.erp", 1_000);
            writer.namesCulprits = named;
            for (int i = 0; i < 9; i++) {
                partition.open(100 + i);
                all.add(committer.submit(CommitRequest.ending(
                        partition, 100 + i, List.of(buried(100 + i, i == poisoned ? 2_000 : 10)))));
            }

            start();

            for (int i = 0; i < 9; i++) {
                assertThat(all.get(i).join())
                        .isInstanceOf(i == poisoned ? CommitResult.Unwritable.class : CommitResult.Committed.class);
            }
            assertThat(listener.refused).singleElement().satisfies(refusal -> {
                assertThat(refusal.topic()).isEqualTo("mail.dead.erp");
                assertThat(refusal.bytes()).isGreaterThan(2_000);
            });
            assertThat(writer.records)
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .isSorted()
                    .hasSize(8);
        }

        @Test
        void keeps_its_record_open_until_it_ends_in_another_way() {
            writer.largest.put("mail.dead.erp", 1_000);
            partition.open(100);
            partition.open(101);
            all.add(committer.submit(CommitRequest.ending(partition, 100, List.of(buried(100, 2_000)))));
            all.add(committer.submit(CommitRequest.ending(partition, 101, List.of(buried(101, 10)))));

            start();

            all.forEach(CompletableFuture::join);
            assertThat(partition.position()).isEqualTo(new Position(100, 102, List.of(100L)));
        }

        private Fact buried(long offset, int bytes) {
            return new Fact.DeadLetter(
                    new ClientName("erp"),
                    new RawRecord(
                            "mail.commands.erp",
                            3,
                            offset,
                            Instant.EPOCH,
                            Long.toString(offset).getBytes(StandardCharsets.UTF_8),
                            new byte[bytes],
                            List.of()),
                    Map.of());
        }
    }

    @Nested
    class A_transaction {
        @Test
        void holds_no_more_bytes_than_end_in_time_unless_one_record_alone_has_more() {
            var large = new RawRecord("mail.commands.erp", 3, 100, Instant.EPOCH, null, new byte[60], List.of());
            var all = new ArrayList<CompletableFuture<CommitResult>>();
            for (int i = 0; i < 5; i++) {
                all.add(committer.submit(CommitRequest.writing(partition, List.of(new Fact.Forwarded(large, 1)))));
            }

            start();

            all.forEach(each -> assertThat(each.join()).isInstanceOf(CommitResult.Committed.class));
            assertThat(writer.attempts).containsExactly(1, 1, 1, 1, 1);
        }
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

    private CommitResult commit(CommitRequest request) {
        return committer.submit(request).join();
    }

    private void start() {
        Thread.ofVirtual().start(committer::run);
    }
}
