package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.BOOT;
import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.MACHINE;
import static io.mailroom.worker.index.TestingIndexes.copyAsIfKilled;
import static io.mailroom.worker.index.TestingIndexes.directory;
import static io.mailroom.worker.index.TestingIndexes.file;
import static io.mailroom.worker.index.TestingIndexes.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    private static final int MANY = 10_000;

    @TempDir
    private Path path;

    private long room;
    private int refusals;
    private final Machine machine = new Machine(Optional.of(BOOT), this::fill);

    /** As a disk does it: some of it is written, then there is no room. */
    private void fill(RandomAccessFile file, long bytes) throws IOException {
        if (bytes > room) {
            refusals++;
            Allocation.zeros(file, 1_000);
            throw new IOException("No space left on device");
        }
        Allocation.zeros(file, bytes);
    }

    private static void put(OffsetIndex index, int from, int to) {
        for (int i = from; i < to; i++) {
            index.put(key(i), i, true);
        }
    }

    private static void assertKnown(OffsetIndex index, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(index.find(key(i))).contains(new Found(i, true));
        }
        assertThat(index.size()).isEqualTo(to - from);
    }

    private Stream<String> files() throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @Nested
    class At_the_beginning {
        @Test
        void the_index_lies_in_memory() throws IOException {
            try (var directory = directory(path, machine);
                    var index = directory.open(IDENTITY)) {
                put(index, 0, MANY);
                assertKnown(index, 0, MANY);
                assertThat(index.onDisk()).isFalse();
                assertThat(files()).containsExactly("lock");
            }
        }
    }

    /** Otherwise a store into the mapped file would find out that there is none, and end the process. */
    @Nested
    class Room_for_a_new_file {
        @Test
        void is_taken_by_writing_every_byte() throws IOException {
            long[] written = {0};
            try (var file = new RandomAccessFile(path.resolve("new").toFile(), "rw") {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    super.write(bytes, from, count);
                    written[0] += count;
                }
            }) {
                MACHINE.allocation().fill(file, 100_000);

                assertThat(written[0]).isEqualTo(100_000);
                assertThat(file.length()).isEqualTo(100_000);
            }
        }
    }

    @Nested
    class Without_room_for_all_that_is_expected {
        @Test
        void the_index_stays_on_the_disk_as_long_as_that_has_room_for_what_there_is() {
            room = Table.bytes(Table.capacityFor(MANY));
            try (var directory = directory(path, machine);
                    var index = directory.open(IDENTITY)) {
                index.expect(50L * MANY);
                put(index, 0, MANY);
                assertKnown(index, 0, MANY);
                assertThat(index.onDisk()).isTrue();
                assertThat(refusals).as("more was asked for").isPositive();
            }
        }
    }

    @Nested
    class When_the_table_must_grow {
        @Test
        void the_index_goes_on_in_memory_with_all_that_it_knew() throws IOException {
            room = Table.bytes(Table.SMALLEST);
            try (var directory = directory(path, machine);
                    var index = directory.open(IDENTITY)) {
                put(index, 0, 1_000);
                index.takenIn(1_000);
                put(index, 1_000, MANY);
                assertKnown(index, 0, MANY);
                assertThat(index.position()).isEqualTo(1_000);
                assertThat(index.onDisk()).isFalse();
                assertThat(refusals).as("tried once").isOne();
                assertThat(files()).as("what was there gives its room back").containsExactly("lock");
            }
        }

        @Test
        void the_next_process_begins_anew() {
            room = Table.bytes(Table.SMALLEST);
            try (var directory = directory(path, machine);
                    var index = directory.open(IDENTITY)) {
                put(index, 0, MANY);
                index.takenIn(MANY);
            }
            try (var directory = directory(path);
                    var index = directory.open(IDENTITY)) {
                assertThat(index.position()).isZero();
                assertThat(index.size()).isZero();
                assertThat(index.onDisk()).isTrue();
            }
        }

        /** A second name of the file shows what one would find that could not be deleted. */
        @Test
        void a_file_that_could_not_be_deleted_is_not_trusted() throws IOException {
            room = Table.bytes(Table.SMALLEST);
            Path elsewhere = path.resolve("elsewhere");
            Files.createDirectory(elsewhere);
            try (var directory = directory(path, machine);
                    var index = directory.open(IDENTITY)) {
                Files.createLink(file(elsewhere), file(path));
                put(index, 0, MANY);
            }
            assertThat(new IndexFile(file(elsewhere), IDENTITY, MACHINE).reopen())
                    .isEqualTo(new Reopened.Unfit("it was given up"));
        }
    }

    @Nested
    class When_the_table_could_shrink {
        @Test
        void it_stays_as_it_is_on_the_disk_and_is_seldom_tried_again() throws IOException {
            room = Long.MAX_VALUE;
            try (var directory = directory(path, machine);
                    var index = directory.open(IDENTITY)) {
                put(index, 0, MANY);
                room = 0;
                for (int i = 0; i < MANY - 10; i++) {
                    index.remove(key(i), MANY);
                }
                assertKnown(index, MANY - 10, MANY);
                assertThat(index.onDisk()).isTrue();
                assertThat(refusals).isBetween(1, 12);
                Path killed = path.resolve("killed");
                copyAsIfKilled(path, killed);
                try (var second = directory(killed);
                        var trusted = second.open(IDENTITY)) {
                    assertKnown(trusted, MANY - 10, MANY);
                }
            }
        }
    }

    @Nested
    class A_disk_that_does_not_give_back_what_was_written {
        @Test
        void breaks_the_index_and_its_file_is_not_used_again() throws IOException {
            try (var directory = directory(path);
                    var index = directory.open(IDENTITY)) {
                put(index, 0, 1_000);
                index.takenIn(1_000);
                try (var file = new RandomAccessFile(file(path).toFile(), "rw")) {
                    file.setLength(Header.BYTES);
                }
                assertThat(index.isBroken()).isFalse();
                assertThatThrownBy(() -> put(index, 1_000, MANY)).isInstanceOf(IndexBroken.class);
                assertThat(index.isBroken()).isTrue();
                assertThatThrownBy(() -> index.find(key(1))).isInstanceOf(IndexBroken.class);
                assertThatThrownBy(() -> index.takenIn(MANY)).isInstanceOf(IndexBroken.class);
                assertThat(index.onDisk()).isFalse();
                assertThat(files()).containsExactly("lock");
            }
        }
    }

    @Nested
    class Without_memory {
        @Test
        void no_table_is_made() {
            long moreThanThereAreAddresses = 1L << 58;
            assertThatThrownBy(() -> GrowingTable.anonymous(moreThanThereAreAddresses, _ -> {}))
                    .isInstanceOf(IndexBroken.class)
                    .hasMessageContaining("outside the heap");
        }
    }
}
