package io.mailroom.auth.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.testing.TestingClock;
import io.mailroom.auth.testing.TestingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveKeyRingTest {
    private static final String OTHER_K1 = "k1 YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T06:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    Path file = Path.of("unset");

    @BeforeEach
    void oneKey() throws IOException {
        file = Files.writeString(folder.resolve("ring"), TestingKeys.K1 + "\n");
    }

    private void change(String text) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1_000));
    }

    private static CryptConfig config(Optional<Path> file, Optional<String> ring) {
        return TestingKeys.config(file, ring, "d");
    }

    @Nested
    class A_file_that_changes {
        @Test
        void gives_a_key_at_once_to_a_row_that_needs_it() throws IOException {
            LiveKeyRing keyRing = LiveKeyRing.open(config(Optional.of(file), Optional.empty()), CLOCK);
            assertThat(keyRing.current().ids()).containsExactly("k1");
            change(TestingKeys.K2 + "\n" + TestingKeys.K1);

            assertThat(keyRing.having("k2").has("k2")).isTrue();
            assertThat(keyRing.current().primaryId()).isEqualTo("k2");
        }

        @Test
        void gives_its_new_primary_after_a_second_and_not_before() throws IOException {
            TestingClock clock = new TestingClock(CLOCK.instant());
            LiveKeyRing keyRing = LiveKeyRing.open(config(Optional.of(file), Optional.empty()), clock);
            keyRing.current();
            change(TestingKeys.K2 + "\n" + TestingKeys.K1);

            assertThat(keyRing.current().primaryId()).isEqualTo("k1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(keyRing.current().primaryId()).isEqualTo("k2");
        }

        @Test
        void cannot_give_another_key_to_a_known_id() throws IOException {
            LiveKeyRing keyRing = LiveKeyRing.open(config(Optional.of(file), Optional.empty()), CLOCK);
            keyRing.current();
            change(OTHER_K1 + "\n" + TestingKeys.K2);

            assertThat(keyRing.having("k2").has("k2")).isFalse();
        }

        @Test
        void changes_nothing_when_it_becomes_unreadable() throws IOException {
            LiveKeyRing keyRing = LiveKeyRing.open(config(Optional.of(file), Optional.empty()), CLOCK);
            keyRing.current();
            change("not a key ring");

            assertThat(keyRing.having("k2").ids()).containsExactly("k1");
        }
    }

    @Nested
    class The_environment {
        @Test
        void can_hold_the_ring_in_one_line() {
            LiveKeyRing keyRing = LiveKeyRing.open(
                    config(Optional.empty(), Optional.of(TestingKeys.K2 + ";" + TestingKeys.K1)), CLOCK);

            assertThat(keyRing.current().ids()).containsExactly("k2", "k1");
        }

        @Test
        void must_hold_one_if_no_file_does() {
            assertThatThrownBy(() -> LiveKeyRing.open(config(Optional.empty(), Optional.empty()), CLOCK))
                    .isInstanceOf(UnusableKeys.class)
                    .hasMessageContaining("no start");
        }
    }

    @Nested
    class A_new_key {
        @Test
        void comes_first_and_the_file_stays_the_owners() throws IOException {
            String id = new KeyRingFile(file, CLOCK).add();

            assertThat(KeyRing.read(file).primaryId()).isEqualTo(id).startsWith("k2026-11-24-");
            assertThat(KeyRing.read(file).ids()).containsExactly(id, "k1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        @Test
        void can_be_taken_out_but_not_the_last_one() throws IOException {
            String id = new KeyRingFile(file, CLOCK).add();

            assertThat(new KeyRingFile(file, CLOCK).remove("k1")).isTrue();
            assertThatThrownBy(() -> new KeyRingFile(file, CLOCK).remove(id)).isInstanceOf(UnusableKeys.class);
            assertThat(KeyRing.read(file).ids()).containsExactly(id);
        }
    }
}
