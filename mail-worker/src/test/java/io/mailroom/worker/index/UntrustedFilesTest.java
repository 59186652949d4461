package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.BOOT;
import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.MACHINE;
import static io.mailroom.worker.index.TestingIndexes.copyAsIfKilled;
import static io.mailroom.worker.index.TestingIndexes.directory;
import static io.mailroom.worker.index.TestingIndexes.file;
import static io.mailroom.worker.index.TestingIndexes.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrustedFilesTest {
    private static final Machine OTHER_BOOT = new Machine(Optional.of(new UUID(3, 4)), Allocation::zeros);
    private static final Machine UNKNOWN_BOOT = new Machine(Optional.empty(), Allocation::zeros);
    private static final long FIRST_SLOT = Header.BYTES;
    private static final int ENTRIES = 100;

    @TempDir
    private Path root;

    private Path closed;
    private Path killed;

    @BeforeEach
    void leave_files() throws IOException {
        closed = root.resolve("closed");
        killed = root.resolve("killed");
        leave(closed, killed, MACHINE);
    }

    private static void leave(Path closed, Path killed, Machine machine) throws IOException {
        try (var directory = directory(closed, machine);
                var index = directory.open(IDENTITY)) {
            for (int i = 0; i < ENTRIES; i++) {
                index.put(key(i), i, true);
            }
            // All slots of a table begin with the first bits of their keys: this one is in the first slot.
            index.put(new IndexKey(0, 1), ENTRIES, true);
            index.takenIn(ENTRIES + 1);
            copyAsIfKilled(closed, killed);
        }
    }

    private static void assertTrusted(Path path, Machine machine) {
        try (var directory = directory(path, machine);
                var index = directory.open(IDENTITY)) {
            assertThat(index.position()).isEqualTo(ENTRIES + 1);
            assertThat(index.size()).isEqualTo(ENTRIES + 1);
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(index.find(key(i))).contains(new Found(i, true));
            }
        }
    }

    private static void assertBegunAnew(Path path, Identity identity, Machine machine, String why) throws IOException {
        Path file = path.resolve("partition-" + identity.partition() + ".index");
        byte[] left = Files.readAllBytes(file);
        assertThat(new IndexFile(file, identity, machine).reopen())
                .isInstanceOfSatisfying(
                        Reopened.Unfit.class, unfit -> assertThat(unfit.why()).contains(why));
        Files.write(file, left);
        try (var directory = directory(path, machine);
                var index = directory.open(identity)) {
            assertThat(index.position()).isZero();
            assertThat(index.size()).isZero();
            assertThat(index.find(key(1))).isEmpty();
            assertThat(index.onDisk()).isTrue();
            index.put(key(1), 5, true);
            index.takenIn(6);
        }
        try (var directory = directory(path, machine);
                var index = directory.open(identity)) {
            assertThat(index.position()).isEqualTo(6);
        }
    }

    private static void write(Path path, long at, long word) throws IOException {
        try (var file = new RandomAccessFile(file(path).toFile(), "rw")) {
            file.seek(at);
            file.writeLong(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? word : Long.reverseBytes(word));
        }
    }

    private static long read(Path path, long at) throws IOException {
        try (var file = new RandomAccessFile(file(path).toFile(), "r")) {
            file.seek(at);
            long word = file.readLong();
            return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? word : Long.reverseBytes(word);
        }
    }

    @Nested
    class A_file_that_was_closed_cleanly {
        @Test
        void is_trusted_under_each_boot() {
            assertTrusted(closed, MACHINE);
            assertTrusted(closed, OTHER_BOOT);
            assertTrusted(closed, UNKNOWN_BOOT);
        }

        @Test
        void is_not_after_it_was_used_again_and_not_closed() throws IOException {
            Path again = root.resolve("again");
            try (var directory = directory(closed);
                    var index = directory.open(IDENTITY)) {
                copyAsIfKilled(closed, again);
                assertThat(index.size()).isPositive();
            }
            assertBegunAnew(again, IDENTITY, OTHER_BOOT, "not closed");
        }

        @Test
        void is_not_with_counts_that_cannot_be() throws IOException {
            write(closed, 104, 5_000);
            assertBegunAnew(closed, IDENTITY, MACHINE, "5000 entries");
        }
    }

    @Nested
    class A_file_of_a_killed_process {
        @Test
        void is_trusted_under_the_same_boot() {
            assertTrusted(killed, MACHINE);
        }

        @Test
        void is_not_under_another_boot() throws IOException {
            assertBegunAnew(killed, IDENTITY, OTHER_BOOT, "not closed");
        }

        @Test
        void is_not_where_the_boot_is_unknown() throws IOException {
            Path unknown = root.resolve("unknown");
            leave(root.resolve("other"), unknown, UNKNOWN_BOOT);
            assertBegunAnew(unknown, IDENTITY, UNKNOWN_BOOT, "nobody knows");
        }

        @Test
        void is_trusted_if_the_kill_came_between_the_count_and_the_slot() throws IOException {
            write(killed, 96, ENTRIES + 2);
            assertTrusted(killed, MACHINE);
        }

        @Test
        void is_not_if_an_entry_is_missing() throws IOException {
            write(killed, 96, ENTRIES + 3);
            assertBegunAnew(killed, IDENTITY, MACHINE, "101 used slots of 103");
        }

        @Test
        void is_not_if_it_has_more_entries_than_it_counted() throws IOException {
            write(killed, 96, ENTRIES);
            assertBegunAnew(killed, IDENTITY, MACHINE, "101 used slots of 100");
        }

        @Test
        void is_not_if_a_slot_says_what_none_can() throws IOException {
            assertThat(read(killed, FIRST_SLOT + 16)).isEqualTo(SlotWord.of(ENTRIES, true));
            write(killed, FIRST_SLOT + 16, 2);
            assertBegunAnew(killed, IDENTITY, MACHINE, "no slot can say");
        }

        @Test
        void is_not_if_it_was_given_up() throws IOException {
            write(killed, 64, 3);
            assertBegunAnew(killed, IDENTITY, MACHINE, "given up");
        }
    }

    @Nested
    class A_file_of_another {
        @Test
        void topic() throws IOException {
            var other = new Identity("other", IDENTITY.partition());
            assertBegunAnew(closed, other, MACHINE, "another topic or partition");
        }

        @Test
        void partition() throws IOException {
            var other = new Identity(IDENTITY.topicId(), 8);
            Files.copy(file(closed), closed.resolve("partition-8.index"));
            assertBegunAnew(closed, other, MACHINE, "another topic or partition");
        }

        @Test
        void format() throws IOException {
            write(closed, 8, Header.FORMAT + 1);
            assertBegunAnew(closed, IDENTITY, MACHINE, "format 2 and not 1");
        }
    }

    @Nested
    class A_damaged_file {
        @Test
        void with_another_beginning() throws IOException {
            write(closed, 0, 0);
            assertBegunAnew(closed, IDENTITY, MACHINE, "does not begin as an index");
        }

        @Test
        void with_another_identity_than_was_written() throws IOException {
            write(closed, 136, 1);
            assertBegunAnew(closed, IDENTITY, MACHINE, "checksum");
        }

        @Test
        void with_another_capacity_than_was_written() throws IOException {
            write(closed, 16, 8192);
            assertBegunAnew(closed, IDENTITY, MACHINE, "checksum");
        }

        @Test
        void with_an_identity_of_impossible_length() throws IOException {
            write(closed, 128, Long.MIN_VALUE);
            assertBegunAnew(closed, IDENTITY, MACHINE, "checksum");
        }

        @Test
        void cut_short() throws IOException {
            try (var file = new RandomAccessFile(file(closed).toFile(), "rw")) {
                file.setLength(file.length() - 8);
            }
            assertBegunAnew(closed, IDENTITY, MACHINE, "another number of slots");
        }

        @Test
        void cut_within_its_first_page() throws IOException {
            try (var file = new RandomAccessFile(file(closed).toFile(), "rw")) {
                file.setLength(100);
            }
            assertBegunAnew(closed, IDENTITY, MACHINE, "only 100 bytes");
        }

        @Test
        void without_a_byte() throws IOException {
            Files.write(file(closed), new byte[0]);
            assertBegunAnew(closed, IDENTITY, MACHINE, "only 0 bytes");
        }
    }

    @Nested
    class A_new_table_that_a_kill_left_unfinished {
        @Test
        void is_deleted_and_the_file_beside_it_is_trusted() throws IOException {
            Path unfinished = closed.resolve("partition-7.index.new");
            Files.write(unfinished, new byte[100]);
            assertTrusted(closed, MACHINE);
            assertThat(unfinished).doesNotExist();
        }

        @Test
        void is_not_found_in_the_place_of_the_old_one_before_it_is_full() throws IOException {
            var file = new IndexFile(file(closed), IDENTITY, MACHINE);
            Path midway = root.resolve("midway");
            try (var table = file.replace(2 * Table.SMALLEST, _ -> copyMidway(midway))) {
                assertThat(table.live()).isZero();
            }
            assertTrusted(midway, MACHINE);
        }

        private void copyMidway(Path midway) {
            try {
                copyAsIfKilled(closed, midway);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Nested
    class The_boot_of_this_machine {
        @Test
        void is_read_from_the_kernel() throws IOException {
            Path file = Files.writeString(root.resolve("boot_id"), BOOT + "\n");
            assertThat(Machine.boot(file)).contains(BOOT);
        }

        @Test
        void is_unknown_where_the_kernel_tells_none() throws IOException {
            assertThat(Machine.boot(root.resolve("none"))).isEmpty();
            assertThat(Machine.boot(Files.writeString(root.resolve("strange"), "?")))
                    .isEmpty();
            assertThat(Machine.boot(Files.writeString(root.resolve("zeros"), new UUID(0, 0) + "\n")))
                    .isEmpty();
        }
    }
}
