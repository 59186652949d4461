package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.directory;
import static io.mailroom.worker.index.TestingIndexes.file;
import static io.mailroom.worker.index.TestingIndexes.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSizeTest {
    private static final int MANY = 100_000;
    private static final long SMALL = Table.bytes(Table.SMALLEST);

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

    private void put(int from, int to) {
        for (int i = from; i < to; i++) {
            index.put(key(i), i, i % 2 == 0);
        }
    }

    private void remove(int from, int to) {
        for (int i = from; i < to; i++) {
            index.remove(key(i), MANY + i);
        }
    }

    private void assertKnown(int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(index.find(key(i))).contains(new Found(i, i % 2 == 0));
        }
        assertThat(index.size()).isEqualTo(to - from);
    }

    @ParameterizedTest
    @CsvSource({"0,4096", "1,4096", "2048,4096", "2049,8192", "4096,8192", "4097,16384", "3000000,8388608"})
    void a_rebuilt_table_is_at_most_half_full(long live, long capacity) {
        assertThat(Table.capacityFor(live)).isEqualTo(capacity);
    }

    @Nested
    class Growth {
        @Test
        void loses_nothing_and_keeps_the_position() {
            index.takenIn(5);
            put(0, MANY);
            assertKnown(0, MANY);
            assertThat(index.position()).isEqualTo(5);
        }

        @Test
        void is_there_after_a_reopening() {
            index.takenIn(5);
            put(0, MANY);
            index.close();
            index = directory.open(IDENTITY);
            assertKnown(0, MANY);
            assertThat(index.position()).isEqualTo(5);
        }

        @Test
        void costs_at_most_70_bytes_an_entry() throws IOException {
            put(0, MANY);
            assertThat(index.bytes()).isLessThan(70L * MANY).isEqualTo(Files.size(file(path)));
        }

        @Test
        void leaves_no_second_file() throws IOException {
            put(0, MANY);
            try (Stream<Path> files = Files.list(path)) {
                assertThat(files).containsExactlyInAnyOrder(file(path), path.resolve("lock"));
            }
        }
    }

    @Nested
    class A_reading_whose_end_is_known {
        private final Set<Long> sizes = new LinkedHashSet<>();

        /** @param every each so-manieth record is of a key that is not known yet */
        private void read(int to, int every) {
            for (int i = 0; i < to; i++) {
                index.put(key(i / every), i, true);
                sizes.add(index.bytes());
            }
        }

        @Test
        void grows_at_once_to_what_is_to_come() {
            index.expect(MANY);
            read(MANY, 1);
            assertThat(sizes).containsExactly(SMALL, Table.bytes(Table.capacityFor(MANY)));
        }

        @Test
        void grows_by_what_it_brings_and_not_by_its_length() {
            index.expect(MANY);
            read(MANY, 10);
            assertThat(sizes).containsExactly(SMALL, Table.bytes(Table.capacityFor(MANY / 10)));
        }

        @Test
        void counts_what_it_brings_to_what_was_there() {
            put(0, MANY / 2);
            index.takenIn(MANY / 2);
            index.expect(2 * MANY);
            put(MANY / 2, MANY);
            assertThat(index.bytes()).isEqualTo(Table.bytes(Table.capacityFor(2 * MANY)));
        }

        @Test
        void costs_at_most_96_bytes_an_entry() {
            // Just over a power of two, which is the worst.
            int worst = (1 << 16) + 1_000;
            index.expect(worst);
            read(worst, 1);
            assertThat(index.bytes()).isLessThanOrEqualTo(Table.bytes(0) + 96L * worst);
        }

        @Test
        void that_seems_endless_grows_to_sixty_four_times_what_is_there_at_most() {
            index.expect(1L << 40);
            read(3_000, 1);
            assertThat(index.bytes()).isLessThanOrEqualTo(Table.bytes(Table.capacityFor(65L * 3_000)));
        }

        @Test
        void gives_back_what_was_for_more_than_came() throws IOException {
            index.expect(100L * MANY);
            read(3_000, 1);
            index.takenIn(100L * MANY);
            assertThat(index.bytes()).isEqualTo(Table.bytes(Table.capacityFor(3_000)));
            assertThat(Files.size(file(path))).isEqualTo(index.bytes());
            assertKnownFinished(3_000);
        }

        @Test
        void that_was_broken_off_and_begun_again_expects_as_before() {
            index.expect(MANY);
            read(2_000, 1);
            index.expect(MANY);
            read(MANY, 1);
            assertThat(index.size()).isEqualTo(MANY);
            assertThat(sizes).hasSizeLessThanOrEqualTo(3);
        }

        private void assertKnownFinished(int count) {
            for (int i = 0; i < count; i++) {
                assertThat(index.find(key(i))).contains(new Found(i, true));
            }
        }
    }

    @Nested
    class Shrinkage {
        @Test
        void gives_the_disk_back_and_keeps_what_is_left() throws IOException {
            put(0, MANY);
            index.takenIn(3);
            remove(0, MANY - 100);
            assertKnown(MANY - 100, MANY);
            assertThat(index.bytes()).isEqualTo(SMALL);
            assertThat(Files.size(file(path))).isEqualTo(SMALL);
            assertThat(index.position()).isEqualTo(3);
        }

        @Test
        void happens_in_memory_too() {
            index = OffsetIndex.inMemory();
            put(0, MANY);
            assertKnown(0, MANY);
            remove(0, MANY - 100);
            assertKnown(MANY - 100, MANY);
            assertThat(index.bytes()).isEqualTo(SMALL);
            assertThat(index.onDisk()).isFalse();
            index.close();
        }
    }

    @Nested
    class Coming_and_going {
        @Test
        void does_not_grow_a_table_whose_number_of_entries_stays() {
            for (int i = 0; i < MANY; i++) {
                index.put(key(i), i, false);
                index.remove(key(i - 1_000L), i);
            }
            assertThat(index.size()).isEqualTo(1_000);
            assertThat(index.bytes()).isEqualTo(SMALL);
        }
    }
}
