package io.mailroom.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailJsonTest {
    @Nested
    class What_is_no_json {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "hush",
                    "\"hush",
                    "{\"hush\"",
                    "{\"hush\":1,\"hush\":1}",
                    "{\"a\":hush}",
                    "{} hush",
                    "7hush",
                    "\"\\hush\""
                })
        void is_refused_and_not_quoted(String text) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(IOException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("hush");
        }
    }

    @Nested
    class Bytes_that_are_no_utf8 {
        static Stream<byte[]> others() {
            return Stream.of(
                    bytes(0xff, 0xfe, '1'),
                    bytes('"', 0xc0, 0x80, '"'),
                    bytes('"', 0xed, 0xa0, 0x80, '"'),
                    bytes('"', 0xc3, '"'),
                    bytes('"', 0xef, 0xbf, 0xbd, 0x80, '"'),
                    "{}".getBytes(StandardCharsets.UTF_16),
                    "{}".getBytes(StandardCharsets.UTF_16BE),
                    "{}".getBytes(StandardCharsets.UTF_16LE));
        }

        @ParameterizedTest
        @MethodSource("others")
        void are_refused_and_never_mended(byte[] bytes) {
            assertThatThrownBy(() -> MailJson.read(bytes))
                    .isInstanceOf(IOException.class)
                    .hasNoCause();
        }

        @Test
        void are_not_the_mark_before_it_nor_what_others_put_for_what_they_could_not_read() throws IOException {
            assertThat(MailJson.read(bytes(0xef, 0xbb, 0xbf, '7')).intValue()).isEqualTo(7);
            assertThat(read("\"\ufffd\"").textValue()).isEqualTo("\ufffd");
        }

        private static byte[] bytes(int... bytes) {
            byte[] result = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                result[i] = (byte) bytes[i];
            }
            return result;
        }
    }

    @Nested
    class Of_an_object_that_is_refused {
        @Test
        void those_texts_are_told_that_stand_before_the_fault() {
            assertThat(texts("{\"a\":\"1\",\"x\":{\"b\":\"no\"},\"b\":\"2\",\"data\":{\"y\":1,\"y\":2},\"c\":\"3\"}"))
                    .isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
            assertThat(texts("{\"a\":\"1\",\"x\":NaN,\"b\":\"2\"}")).isEqualTo(Map.of("a", "1"));
            assertThat(texts("{\"a\":\"1\",\"b\":\"2")).isEqualTo(Map.of("a", "1"));
        }

        @Test
        void none_is_told_that_is_no_text_or_named_with_two_values() {
            assertThat(texts("{\"a\":\"1\",\"a\":\"1\",\"b\":\"2\",\"b\":\"3\",\"c\":4}"))
                    .isEqualTo(Map.of("a", "1"));
            assertThat(texts("{\"a\":{\"a\":\"1\"},\"b\":\"2\",\"b\":null}")).isEmpty();
        }

        @Test
        void nothing_is_told_of_what_is_no_object() {
            assertThat(texts("")).isEmpty();
            assertThat(texts("[\"a\",\"b\"]")).isEmpty();
            assertThat(texts("hush")).isEmpty();
        }

        private static Map<String, String> texts(String text) {
            return MailJson.textsBeforeFault(text.getBytes(StandardCharsets.UTF_8), Set.of("a", "b", "c"));
        }
    }

    @Nested
    class A_value_of_excessive_size {
        @Test
        void is_refused_if_it_is_deep() throws IOException {
            assertThat(read(nested(32))).isNotNull();
            assertThatThrownBy(() -> read(nested(33))).isInstanceOf(IOException.class);
        }

        @Test
        void is_refused_if_it_is_a_long_number_or_name() {
            assertThatThrownBy(() -> read("9".repeat(101))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read("{\"" + "n".repeat(100_000) + "\":1}"))
                    .isInstanceOf(IOException.class);
        }

        private String nested(int depth) {
            return "[".repeat(depth) + "]".repeat(depth);
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_event_is_deeper_than_6(Golden golden) {
        assertThat(depth(golden.file())).isLessThanOrEqualTo(6);
    }

    private static JsonNode read(String text) throws IOException {
        return MailJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int depth(JsonNode node) {
        return node.isContainerNode()
                ? 1
                        + StreamSupport.stream(node.spliterator(), false)
                                .mapToInt(MailJsonTest::depth)
                                .max()
                                .orElse(0)
                : 0;
    }
}
