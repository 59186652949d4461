package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.BOOT;
import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.directory;
import static io.mailroom.worker.index.TestingIndexes.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffsetIndexTest {
    private static final IndexKey KEY = key(1);

    @TempDir
    private Path path;

    private IndexDirectory directory;
    private OffsetIndex index;

    @BeforeEach
    void open() {
        directory = directory(path);
        index = directory.open(IDENTITY);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Nested
    class One_key {
        @Test
        void is_unknown_at_first() {
            assertThat(index.find(KEY)).isEmpty();
        }

        @Test
        void is_found_where_its_newest_record_lies() {
            index.put(KEY, 10, false);
            index.put(KEY, 11, true);
            assertThat(index.find(KEY)).contains(new Found(11, true));
            assertThat(index.size()).isOne();
        }

        @Test
        void keeps_its_newest_record_when_an_older_one_comes_again() {
            index.put(KEY, 11, true);
            index.put(KEY, 10, false);
            assertThat(index.find(KEY)).contains(new Found(11, true));
        }

        @Test
        void is_forgotten_by_a_newer_tombstone() {
            index.put(KEY, 10, true);
            index.remove(KEY, 11);
            assertThat(index.find(KEY)).isEmpty();
            assertThat(index.size()).isZero();
        }

        @Test
        void outlives_an_older_tombstone() {
            index.put(KEY, 10, true);
            index.remove(KEY, 9);
            assertThat(index.find(KEY)).contains(new Found(10, true));
        }

        @Test
        void may_come_again_after_its_tombstone() {
            index.put(KEY, 10, true);
            index.remove(KEY, 11);
            index.put(KEY, 12, false);
            assertThat(index.find(KEY)).contains(new Found(12, false));
            assertThat(index.size()).isOne();
        }

        @Test
        void lies_where_somebody_has_found_it_who_knows_better() {
            index.put(KEY, 8, true);

            index.correct(KEY, 5, false);
            index.correct(key(2), 5, false);

            assertThat(index.find(KEY)).contains(new Found(5, false));
            assertThat(index.find(key(2))).isEmpty();
            assertThat(index.size()).isOne();
        }

        @Test
        void may_be_all_zeros_at_offset_0() {
            var zeros = new IndexKey(0, 0);
            assertThat(index.find(zeros)).isEmpty();
            index.put(zeros, 0, false);
            assertThat(index.find(zeros)).contains(new Found(0, false));
        }

        @Test
        void may_lie_at_the_highest_offset() {
            index.put(KEY, SlotWord.OFFSETS - 1, true);
            assertThat(index.find(KEY)).contains(new Found(SlotWord.OFFSETS - 1, true));
        }

        @Test
        void is_not_taken_for_another_that_differs_in_its_last_bit_only() {
            index.put(new IndexKey(5, 6), 1, true);
            assertThat(index.find(new IndexKey(5, 7))).isEmpty();
        }
    }

    @Nested
    class The_position {
        @Test
        void is_raised_and_never_lowered() {
            index.takenIn(10);
            index.takenIn(9);
            assertThat(index.position()).isEqualTo(10);
        }

        @Test
        void is_there_again_after_a_clean_close() {
            index.put(KEY, 9, true);
            index.takenIn(10);
            index.close();
            index = directory.open(IDENTITY);
            assertThat(index.position()).isEqualTo(10);
            assertThat(index.size()).isOne();
            assertThat(index.find(KEY)).contains(new Found(9, true));
        }
    }

    @Nested
    class What_is_refused {
        @Test
        void an_offset_that_no_slot_can_hold() {
            assertThatThrownBy(() -> index.put(KEY, SlotWord.OFFSETS, true))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.correct(KEY, -1, true)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.remove(KEY, -1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.takenIn(-1)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void use_after_the_end() {
            index.close();
            index.close();
            assertThatThrownBy(() -> index.find(KEY)).isInstanceOf(IndexBroken.class);
            assertThatThrownBy(() -> index.put(KEY, 1, true)).isInstanceOf(IndexBroken.class);
            assertThatThrownBy(() -> index.takenIn(1)).isInstanceOf(IndexBroken.class);
        }

        @Test
        void a_second_one_for_a_partition() {
            assertThatThrownBy(() -> directory.open(IDENTITY)).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void one_of_a_directory_that_was_closed() {
            directory.close();
            assertThatThrownBy(() -> index.find(KEY)).isInstanceOf(IndexBroken.class);
            assertThatThrownBy(() -> directory.open(IDENTITY)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Giving_up {
        @Test
        void ends_all_use_and_the_next_one_begins_anew_on_the_disk() {
            index.put(KEY, 10, true);
            index.takenIn(11);

            index.giveUp();

            assertThat(index.isBroken()).isTrue();
            assertThatThrownBy(() -> index.find(KEY)).isInstanceOf(IndexBroken.class);
            assertThatThrownBy(() -> index.put(KEY, 12, true)).isInstanceOf(IndexBroken.class);
            index.close();
            index = directory.open(IDENTITY);
            assertThat(index.isBroken()).isFalse();
            assertThat(index.position()).isZero();
            assertThat(index.size()).isZero();
            assertThat(index.onDisk()).isTrue();
        }
    }

    @Nested
    class Other_threads {
        @Test
        void hear_of_position_and_size_while_a_table_is_rebuilt() {
            var rebuilt = new AtomicReference<OffsetIndex>();
            var told = new ArrayList<Long>();
            var asking = new Machine(Optional.of(BOOT), (file, bytes) -> {
                OffsetIndex index = rebuilt.get();
                if (index != null) {
                    told.add(elsewhere(index::position));
                    told.add(elsewhere(index::size));
                }
                Allocation.zeros(file, bytes);
            });
            try (var another = directory(path.resolve("another"), asking)) {
                OffsetIndex growing = another.open(IDENTITY);
                growing.takenIn(7);
                rebuilt.set(growing);

                for (int i = 0; told.isEmpty(); i++) {
                    growing.put(key(i), i, false);
                }

                assertThat(told).containsExactly(7L, growing.size() - 1);
            }
        }

        /** Fails if it has to wait for this thread. */
        private static long elsewhere(Supplier<Long> question) {
            return CompletableFuture.supplyAsync(question)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }

        @Test
        void find_what_was_put_while_the_table_grows() throws Exception {
            int each = 20_000;
            var begin = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(2)) {
                Future<?> evens = threads.submit(() -> putAll(begin, 0, each));
                Future<?> odds = threads.submit(() -> putAll(begin, 1, each));
                begin.countDown();
                evens.get();
                odds.get();
            }
            assertThat(index.size()).isEqualTo(2L * each);
        }

        private void putAll(CountDownLatch begin, int first, int count) {
            try {
                begin.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            for (long i = first; i < 2L * count; i += 2) {
                index.put(key(i), i, true);
                assertThat(index.find(key(i))).contains(new Found(i, true));
            }
        }

        @Test
        void may_be_interrupted_and_the_index_stays_on_the_disk() {
            Thread.currentThread().interrupt();
            try {
                for (int i = 0; i < 10_000; i++) {
                    index.put(key(i), i, true);
                }
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(index.onDisk()).isTrue();
            assertThat(index.find(key(9_999))).contains(new Found(9_999, true));
        }
    }
}
