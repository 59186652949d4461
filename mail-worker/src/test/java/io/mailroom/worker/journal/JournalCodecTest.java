package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.worker.journal.JournalEntry.Done;
import io.mailroom.worker.journal.JournalEntry.Sending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCodecTest {
    private static final PayloadHash PAYLOAD = Entries.PAYLOAD;
    private static final Instant AT = Entries.AT;
    private static final Sending PERMISSION = Entries.PERMISSION;

    @Nested
    class A_permission_to_send {
        @Test
        void is_read_back_as_it_was_written() throws IOException {
            assertThat(JournalCodec.read(JournalCodec.write(PERMISSION))).isEqualTo(PERMISSION);
        }

        @Test
        void stays_fenced() throws IOException {
            assertThat(JournalCodec.read(JournalCodec.write(PERMISSION.fence())))
                    .isEqualTo(PERMISSION.fence());
        }

        @Test
        void stays_throttled() throws IOException {
            assertThat(JournalCodec.read(JournalCodec.write(PERMISSION.throttled(AT))))
                    .isEqualTo(PERMISSION.throttled(AT));
        }

        @Test
        void was_not_throttled_if_an_older_worker_wrote_it() throws IOException {
            String older = text(JournalCodec.write(PERMISSION)).replace("\"throttledAt\":null,", "");

            assertThat(older).doesNotContain("throttledAt");
            assertThat(JournalCodec.read(bytes(older))).isEqualTo(PERMISSION);
        }

        @Test
        void keeps_silent_about_what_graph_did_not_say() throws IOException {
            var bare = new Sending(PAYLOAD, new PreparedDraft("draft", null, null, null), null, AT, 1, null, false);

            assertThat(JournalCodec.read(JournalCodec.write(bare))).isEqualTo(bare);
        }

        @Test
        void is_not_finished() {
            assertThat(JournalCodec.finished(JournalCodec.write(PERMISSION))).isFalse();
        }
    }

    @Nested
    class A_finished_command {
        private final byte[] written = JournalCodec.write(new Done(PAYLOAD, Entries.RESULT));

        @Test
        void gives_back_its_result_to_be_said_again() throws IOException {
            assertThat(JournalCodec.read(written)).isInstanceOfSatisfying(Done.class, done -> {
                assertThat(done.payload()).isEqualTo(PAYLOAD);
                assertThat(done.result().getId()).isEqualTo("result-1");
                assertThat(done.result().getSubject()).isEqualTo("adele");
                assertThat(done.result().getExtension("partitionkey")).isEqualTo("adele");
                assertThat(done.result().getData())
                        .isNotNull()
                        .satisfies(data -> assertThat(data.toBytes()).asString().isEqualTo("{\"code\":\"SENT\"}"));
            });
        }

        @Test
        void is_known_as_such_without_reading_its_result() {
            assertThat(JournalCodec.finished(written)).isTrue();
        }

        @Test
        void is_read_as_it_was_written_before_entries_were_packed() throws IOException {
            byte[] unpacked = Packing.unpack(written);

            assertThat(JournalCodec.finished(unpacked)).isTrue();
            assertThat(JournalCodec.read(unpacked)).isEqualTo(JournalCodec.read(written));
        }
    }

    @Nested
    class Bytes_that_are_no_entry {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "null",
                    "[]",
                    "{}",
                    "{\"v\":1}",
                    "{\"v\":1,\"state\":\"LOST\"}",
                    "{\"v\":1,\"state\":\"SENDING\",\"draftId\":\"d\"}",
                    "{\"v\":1,\"state\":\"SENDING\",\"draftId\":\"d\",\"at\":\"yesterday\"}",
                    "{\"v\":1,\"state\":\"DONE\"}",
                    "{\"v\":1,\"state\":\"DONE\",\"result\":{\"specversion\":\"9\"}}",
                    "{\"v\":1,\"state\":\"DONE\",\"result\":{\"specversion\":\"1.0\",\"id\":\"1\"}}",
                    "{\"v\":1,\"state\":\"DONE\",\"result\":{\"specversion\":\"1.0\",\"id\":7}}",
                    "{\"v\":1,\"state\":\"DONE\",\"result\":{}}"
                })
        void are_an_error_that_is_documented(String entry) {
            assertThatThrownBy(() -> JournalCodec.read(bytes(entry))).isInstanceOf(IOException.class);
        }

        @Test
        void may_come_from_a_newer_version() {
            String newer = text(JournalCodec.write(PERMISSION)).replace("\"v\":1", "\"v\":2");

            assertThatThrownBy(() -> JournalCodec.read(bytes(newer)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("version");
        }

        @Test
        void are_not_finished() {
            assertThat(JournalCodec.finished(bytes("{"))).isFalse();
        }
    }

    @Property
    void whatever_is_permitted_is_read_back(
            @ForAll @AlphaChars String id,
            @ForAll Instant at,
            @ForAll @IntRange(min = 1) int attempt,
            @ForAll @WithNull Instant throttledAt,
            @ForAll boolean fenced)
            throws IOException {
        var permission =
                new Sending(PAYLOAD, new PreparedDraft(id, id, null, id), null, at, attempt, throttledAt, fenced);

        assertThat(JournalCodec.read(JournalCodec.write(permission))).isEqualTo(permission);
    }

    @Property
    void bytes_of_strangers_are_an_error_that_is_documented(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> JournalCodec.read(bytes)).isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
