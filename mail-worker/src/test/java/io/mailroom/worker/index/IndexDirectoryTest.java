package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.directory;
import static io.mailroom.worker.index.TestingIndexes.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexDirectoryTest {
    @TempDir
    private Path path;

    @Nested
    class A_directory_in_use {
        @Test
        void by_another_process_is_refused_until_that_ends() throws Exception {
            try (var process = new WritingProcess(path)) {
                process.next();
                assertThat(IndexDirectory.open(path))
                        .isInstanceOfSatisfying(
                                DirectoryAnswer.InUse.class,
                                refused -> assertThat(refused.why()).contains(path.toString(), "in use"));
            }
            directory(path).close();
        }

        /** A second user who opened the file of the lock would take the lock from the first. */
        @Test
        void by_this_process_is_refused_to_it_and_then_still_to_others() throws Exception {
            try (var held = directory(path);
                    var index = held.open(IDENTITY)) {
                assertThat(IndexDirectory.open(path)).isInstanceOf(DirectoryAnswer.InUse.class);
                try (var process = new WritingProcess(path)) {
                    assertThat(process.next()).isEqualTo(WritingProcess.IN_USE);
                }
                index.put(key(1), 1, true);
            }
        }

        @Test
        void is_known_by_each_of_its_names() throws IOException {
            Path link = path.resolve("link");
            Path real = path.resolve("real");
            try (var held = directory(real);
                    var index = held.open(IDENTITY)) {
                Files.createSymbolicLink(link, real);
                assertThat(IndexDirectory.open(link)).isInstanceOf(DirectoryAnswer.InUse.class);
                index.put(key(1), 1, true);
            }
            directory(link).close();
        }

        @Test
        void is_free_after_it_was_closed_and_a_second_close_frees_nothing() {
            var first = directory(path);
            first.close();
            try (var second = directory(path)) {
                first.close();
                assertThat(IndexDirectory.open(path)).isInstanceOf(DirectoryAnswer.InUse.class);
                second.open(IDENTITY).put(key(1), 1, true);
            }
        }
    }

    @Nested
    class A_directory_that_cannot_be_used {
        @Test
        void is_a_file() throws IOException {
            Path file = Files.createFile(path.resolve("file"));
            assertThat(IndexDirectory.open(file))
                    .isInstanceOfSatisfying(
                            DirectoryAnswer.Unusable.class,
                            refused -> assertThat(refused.why()).contains(file.toString(), "cannot be used"));
        }

        @Test
        void has_something_else_where_its_lock_should_be_and_is_usable_once_that_is_gone() throws IOException {
            Path inTheWay = Files.createDirectory(path.resolve("lock"));
            assertThat(IndexDirectory.open(path)).isInstanceOf(DirectoryAnswer.Unusable.class);
            Files.delete(inTheWay);
            directory(path).close();
        }

        @Test
        void has_something_else_where_a_file_should_be_and_the_index_lies_in_memory() throws IOException {
            Files.createDirectories(path.resolve("partition-7.index").resolve("full"));
            try (var directory = directory(path);
                    var index = directory.open(IDENTITY)) {
                index.put(key(1), 1, true);
                assertThat(index.find(key(1))).contains(new Found(1, true));
                assertThat(index.onDisk()).isFalse();
            }
        }
    }

    @Nested
    class Partitions {
        @Test
        void may_be_opened_again_once_they_were_closed() {
            try (var directory = directory(path)) {
                directory.open(IDENTITY).close();

                directory.open(IDENTITY).put(key(1), 1, true);
            }
        }

        @Test
        void are_kept_apart_and_closed_with_the_directory() {
            var other = new Identity(IDENTITY.topicId(), 8);
            try (var directory = directory(path)) {
                directory.open(IDENTITY).put(key(1), 1, true);
                directory.open(other).put(key(1), 2, false);
            }
            var rebooted = new Machine(Optional.empty(), Allocation::zeros);
            try (var directory = directory(path, rebooted)) {
                assertThat(directory.open(IDENTITY).find(key(1))).contains(new Found(1, true));
                assertThat(directory.open(other).find(key(1))).contains(new Found(2, false));
            }
        }

        @Test
        void have_a_name_of_one_line_and_a_number() {
            assertThatThrownBy(() -> new Identity(" ", 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Identity("a\nb", 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Identity("c".repeat(256), 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Identity("topic", -1)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
