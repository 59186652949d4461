package io.mailroom.worker.decode;

import static io.mailroom.worker.decode.Records.GOOD;
import static io.mailroom.worker.decode.Records.attributes;
import static io.mailroom.worker.decode.Records.binary;
import static io.mailroom.worker.decode.Records.header;
import static io.mailroom.worker.decode.Records.headers;
import static io.mailroom.worker.decode.Records.record;
import static io.mailroom.worker.decode.Records.structured;
import static io.mailroom.worker.decode.Records.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.CommandKey;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents 1.0.2, its JSON event format and its Kafka protocol binding, attribute by attribute. */
class EnvelopeTest {
    private static final String TABLE = "/envelopes.csv";

    @Nested
    class An_attribute {
        @ParameterizedTest(name = "{0} = {1}: {2}")
        @CsvFileSource(resources = TABLE, delimiter = '|', quoteCharacter = '`', nullValues = "-")
        void in_binary_mode_is_judged_alone(String name, @Nullable String value, String answer) {
            Decoded decoded = CommandDecoder.decode(binary(with(name, value)));

            assertAnswer(decoded, answer, name, value);
            if (!answer.equals("ACCEPTED") && !answer.equals("UNKNOWN_TYPE")) {
                assertThat(words(decoded)).contains(name.equals("datacontenttype") ? "content-type" : name);
            }
        }

        @ParameterizedTest(name = "{0} = {1}: {2}")
        @CsvFileSource(resources = TABLE, delimiter = '|', quoteCharacter = '`', nullValues = "-")
        void in_structured_mode_is_judged_the_same(String name, @Nullable String value, String answer) {
            assertAnswer(CommandDecoder.decode(structured(with(name, value))), answer, name, value);
        }

        @ParameterizedTest(name = "{0} : {1}: {2}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                id              | null          | DEAD
                id              | 7             | DEAD
                id              | "a\\ud800"    | DEAD
                source          | null          | DEAD
                source          | {}            | DEAD
                specversion     | null          | MISSING_FIELD
                specversion     | 1.0           | INVALID_FIELD
                type            | null          | MISSING_FIELD
                type            | ["a"]         | INVALID_FIELD
                type            | "\\udc00"     | UNKNOWN_TYPE
                datacontenttype | null          | ACCEPTED
                datacontenttype | true          | INVALID_FIELD
                time            | null          | ACCEPTED
                time            | 1767225600    | ACCEPTED
                subject         | "\\ud800"     | ACCEPTED
                dataschema      | []            | ACCEPTED
                correlationId   | {"a":[1,{}]}  | ACCEPTED
                """)
        void in_structured_mode_is_a_text_or_null(String name, String value, String answer) {
            Map<String, String> others = attributes();
            others.remove(name);
            String envelope = new String(
                            Objects.requireNonNull(structured(others).value()), StandardCharsets.UTF_8)
                    .replaceFirst("\\{", Matcher.quoteReplacement("{\"" + name + "\":" + value + ","));

            assertAnswer(
                    CommandDecoder.decode(record(utf8(envelope), List.of(Records.STRUCTURED))), answer, name, null);
        }

        private static Map<String, String> with(String name, @Nullable String value) {
            Map<String, String> attributes = attributes();
            if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value.replace("{256}", "x".repeat(256)).replace("{BEL}", "\u0007"));
            }
            return attributes;
        }
    }

    @Nested
    class A_header {
        @ParameterizedTest(name = "{0} = {1}: {2}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ce_id              | id-1                     | ACCEPTED
                ce_id              | id-2                     | DEAD
                ce_source          | /erp                     | ACCEPTED
                ce_source          | /crm                     | DEAD
                ce_specversion     | 0.3                      | INVALID_FIELD
                ce_type            | io.mailroom.mail.sync.v1 | INVALID_FIELD
                content-type       | application/json         | ACCEPTED
                content-type       | text/plain               | INVALID_FIELD
                content-type       | application/cloudevents+json | INVALID_FIELD
                ce_datacontenttype | application/json         | ACCEPTED
                ce_datacontenttype | text/plain               | ACCEPTED
                ce_time            | noon                     | ACCEPTED
                ce_correlationId   | 1                        | ACCEPTED
                ce_ID              | id-2                     | DEAD
                x                  | y                        | ACCEPTED
                """)
        void that_comes_again_must_say_the_same(String name, String value, String answer) {
            List<RawHeader> headers = new ArrayList<>(headers(attributes()));
            headers.add(header("ce_time", "2026-11-23T10:15:00Z"));
            headers.add(header(name, value));

            Decoded decoded = CommandDecoder.decode(record(utf8(GOOD), headers));

            String attribute = name.toLowerCase(Locale.ROOT).replace("ce_", "");
            assertAnswer(decoded, answer, attribute, null);
        }

        @Test
        void may_be_written_in_any_case() {
            List<RawHeader> headers = headers(attributes()).stream()
                    .map(each -> new RawHeader(each.name().toUpperCase(Locale.ROOT), each.value()))
                    .toList();

            assertThat(CommandDecoder.decode(record(utf8(GOOD), headers))).isInstanceOf(Decoded.Accepted.class);
        }

        @ParameterizedTest
        @CsvSource({"ce_id,DEAD", "ce_source,DEAD", "ce_type,INVALID_FIELD", "ce_time,ACCEPTED"})
        void is_text_in_utf8(String name, String answer) {
            Decoded decoded = CommandDecoder.decode(record(utf8(GOOD), replaced(name, new byte[] {'a', (byte) 0xff})));

            assertAnswer(decoded, answer, name.replace("ce_", ""), null);
        }

        @ParameterizedTest
        @CsvSource({"ce_id,DEAD", "ce_type,MISSING_FIELD", "content-type,ACCEPTED"})
        void without_a_value_is_absent(String name, String answer) {
            assertAnswer(CommandDecoder.decode(record(utf8(GOOD), replaced(name, null))), answer, "", null);
        }

        private static List<RawHeader> replaced(String name, byte @Nullable [] value) {
            List<RawHeader> headers = new ArrayList<>(headers(attributes()));
            headers.removeIf(each -> each.name().equals(name));
            headers.add(new RawHeader(name, value));
            return headers;
        }
    }

    @Nested
    class The_mode {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/cloudevents+json",
                    "application/cloudevents",
                    "Application/CloudEvents+JSON; charset=utf-8"
                })
        void is_structured_if_the_content_type_says_so(String contentType) {
            RawRecord structured = structured(attributes());

            assertThat(CommandDecoder.decode(record(structured.value(), List.of(header("content-type", contentType)))))
                    .isEqualTo(CommandDecoder.decode(binary(attributes())));
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/cloudevents-batch+json", "application/cloudevents+avro"})
        void is_neither_batches_nor_another_format(String contentType) {
            byte[] batch = utf8("[]");
            List<RawHeader> named = new ArrayList<>(headers(attributes()));
            named.removeIf(each -> each.name().equals("content-type"));
            named.add(header("content-type", contentType));

            assertThat(CommandDecoder.decode(record(batch, List.of(header("content-type", contentType)))))
                    .isInstanceOf(Decoded.Undecodable.class);
            assertAnswer(CommandDecoder.decode(record(batch, named)), "INVALID_FIELD", "content-type", null);
        }
    }

    @Nested
    class Data_in_base64 {
        @Test
        void is_the_bytes_of_the_data() {
            assertThat(CommandDecoder.decode(withBase64(base64(GOOD), null)))
                    .isEqualTo(CommandDecoder.decode(binary(attributes())));
        }

        @Test
        void is_as_strict_as_any_data() {
            assertAnswer(
                    CommandDecoder.decode(withBase64(base64("{\"a\":1,\"a\":2}"), null)), "MALFORMED_JSON", "", null);
            assertAnswer(CommandDecoder.decode(withBase64("%", null)), "INVALID_FIELD", "data_base64", null);
            assertAnswer(CommandDecoder.decode(withBase64(base64(GOOD), utf8(GOOD))), "INVALID_FIELD", "data", null);
        }

        private static RawRecord withBase64(String base64, byte @Nullable [] data) {
            Map<String, String> members = attributes();
            members.put("data_base64", base64);
            return structured(members, data);
        }

        private static String base64(String data) {
            return Base64.getEncoder().encodeToString(utf8(data));
        }
    }

    private static void assertAnswer(Decoded decoded, String answer, String attribute, @Nullable String value) {
        switch (decoded) {
            case Decoded.Accepted _ -> assertThat(answer).isEqualTo("ACCEPTED");
            case Decoded.Rejected(var command, var ending) -> {
                assertThat(ending.code()).hasToString(answer);
                assertThat(ending.field()).as("no field of the data").isNull();
                assertThat(command.type()).isNotEmpty();
                assertThat(command.key().id()).hasSizeBetween(1, CommandKey.LONGEST_ID);
            }
            case Decoded.Undecodable undecodable -> {
                assertThat(answer).isEqualTo("DEAD");
                assertThat(undecodable.code()).isEqualTo("NOT_A_CLOUDEVENT");
            }
        }
        if (!answer.equals("ACCEPTED")) {
            assertThat(words(decoded)).contains(answer.equals("UNKNOWN_TYPE") ? "type" : attribute);
            if (value != null && value.length() > 3) {
                assertThat(words(decoded)).as("quotes no value").doesNotContain(value);
            }
        }
    }

    private static String words(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Accepted _ -> "";
            case Decoded.Rejected rejected -> rejected.ending().message();
            case Decoded.Undecodable undecodable -> undecodable.reason();
        };
    }
}
