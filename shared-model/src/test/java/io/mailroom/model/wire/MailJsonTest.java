package io.mailroom.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
