package io.mailroom.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.StateIndexes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    private static final String ID = "5aDMsF7fQmO7Yyq1Hd5gCA";
    private static final String OTHER = "9Yb1mW9aQhGqk3cX0p2F7g";

    @TempDir
    private Path directory;

    @Test
    void keeps_what_was_taken_in_of_each_topic_apart_until_the_next_start() {
        try (StateIndexes indexes = StateDirectory.open(directory)) {
            indexes.of(TopicNames.JOURNAL, 3, ID).takenIn(7);
            indexes.of(TopicNames.CURSORS, 3, OTHER).takenIn(9);
        }

        try (StateIndexes next = StateDirectory.open(directory)) {
            assertThat(next.of(TopicNames.JOURNAL, 3, ID).position()).isEqualTo(7);
            assertThat(next.of(TopicNames.CURSORS, 3, OTHER).position()).isEqualTo(9);
        }
        assertThat(directory.resolve("cursors")).isDirectory();
    }

    @Test
    void keeps_nothing_of_a_topic_that_was_made_anew_or_that_nobody_knows() {
        try (StateIndexes indexes = StateDirectory.open(directory)) {
            indexes.of(TopicNames.CURSORS, 3, ID).takenIn(9);
            indexes.of(TopicNames.CURSORS, 4, "").takenIn(9);
        }

        try (StateIndexes next = StateDirectory.open(directory)) {
            assertThat(next.of(TopicNames.CURSORS, 3, OTHER).position()).isZero();
            assertThat(next.of(TopicNames.CURSORS, 4, "").position()).isZero();
        }
    }

    @Test
    void is_done_without_where_it_cannot_be_used() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        try (StateIndexes indexes = StateDirectory.open(file)) {
            assertThat(indexes.of(TopicNames.CURSORS, 0, ID).onDisk()).isFalse();
        }
    }
}
