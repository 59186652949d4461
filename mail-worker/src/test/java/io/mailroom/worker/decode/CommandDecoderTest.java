package io.mailroom.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandDecoderTest {
    private static final String GOOD = """
            {"connectionId":"c1","to":[{"address":"alex@contoso.example"}],"subject":"Hi","text":"Hello"}""";

    @Nested
    class A_command_in_binary_mode {
        @Test
        void is_understood() {
            Decoded decoded = CommandDecoder.decode(binary(SendMail.TYPE, "c1", GOOD));

            assertThat(decoded).isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> {
                var mail = (SendMail) accepted.command();
                assertThat(mail.key().id()).isEqualTo("id-1");
                assertThat(mail.subject()).isEqualTo("Hi");
                assertThat(mail.body()).isEqualTo(new MailBody.PlainText("Hello"));
            });
        }

        @Test
        void with_both_bodies_is_sent_as_html() {
            String both = GOOD.replace("\"text\":", "\"html\":\"<p>Hello</p>\",\"text\":");

            Decoded decoded = CommandDecoder.decode(binary(SendMail.TYPE, "c1", both));

            assertThat(((SendMail) ((Decoded.Accepted) decoded).command()).body())
                    .isEqualTo(new MailBody.Html("<p>Hello</p>"));
        }

        @Test
        void reads_the_inbox_unless_a_sync_names_another_folder() {
            Decoded decoded = CommandDecoder.decode(binary(SyncMail.TYPE, "c1", "{\"connectionId\":\"c1\"}"));

            assertThat(((SyncMail) ((Decoded.Accepted) decoded).command()).folder())
                    .isEqualTo("inbox");
        }
    }

    @Nested
    class A_command_in_structured_mode {
        @Test
        void is_the_same_command_as_in_binary_mode() {
            String structured = "{\"specversion\":\"1.0\",\"id\":\"id-1\",\"source\":\"/erp\",\"type\":\""
                    + SendMail.TYPE + "\",\"datacontenttype\":\"application/json\",\"data\":" + GOOD + "}";

            Decoded decoded = CommandDecoder.decode(
                    record("c1", structured, new RawHeader("content-type", utf8("application/cloudevents+json"))));

            assertThat(decoded).isEqualTo(CommandDecoder.decode(binary(SendMail.TYPE, "c1", GOOD)));
        }
    }

    @Nested
    class A_wrong_field {
        @ParameterizedTest(name = "{2} {3}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                "connectionId":"c1",                            | ``                                                          | MISSING_FIELD | /connectionId
                "connectionId":"c1"                             | "connectionId":7                                            | INVALID_FIELD | /connectionId
                "connectionId":"c1"                             | "connectionId":"c 1"                                        | INVALID_FIELD | /connectionId
                "connectionId":"c1"                             | "connectionId":"c2"                                         | KEY_MISMATCH  | /connectionId
                "to":[{"address":"alex@contoso.example"}],      | ``                                                          | MISSING_FIELD | /to
                "to":[{"address":"alex@contoso.example"}]       | "to":[]                                                     | INVALID_FIELD | /to
                "to":[{"address":"alex@contoso.example"}]       | "to":"alex@contoso.example"                                 | INVALID_FIELD | /to
                "to":[{"address":"alex@contoso.example"}]       | "to":[{"address":"alex@contoso.example"},{"address":"x"}]   | INVALID_FIELD | /to/1/address
                "to":[{"address":"alex@contoso.example"}]       | "to":[{"name":"Alex"}]                                      | MISSING_FIELD | /to/0/address
                "address":"alex@contoso.example"                | "address":"alex@contoso.example","name":"A\\r\\nBcc: x"     | INVALID_FIELD | /to/0/name
                "subject":"Hi",                                 | ``                                                          | MISSING_FIELD | /subject
                "subject":"Hi"                                  | "subject":"Hi\\r\\nBcc: eve@contoso.example"                | INVALID_FIELD | /subject
                "subject":"Hi"                                  | "subject":"\\ud800"                                         | INVALID_FIELD | /subject
                ,"text":"Hello"                                 | ``                                                          | MISSING_FIELD | /text
                "text":"Hello"                                  | "text":"Hello","importance":"urgent"                        | INVALID_FIELD | /importance
                "text":"Hello"                                  | "text":"Hello","txet":"x"                                   | UNKNOWN_FIELD | /txet
                "text":"Hello"                                  | "text":"Hello","attachments":[{"name":"a","contentType":"text/plain","contentBase64":"%%"}] | INVALID_FIELD | /attachments/0/contentBase64
                "text":"Hello"                                  | "text":"Hello","attachments":[{"contentType":"text/plain","contentBase64":""}] | MISSING_FIELD | /attachments/0/name
                """)
        void is_named_by_its_pointer(String part, String instead, ResultCode code, String field) {
            assertThat(GOOD).contains(part);

            Decoded decoded = CommandDecoder.decode(binary(SendMail.TYPE, "c1", GOOD.replace(part, instead)));

            assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> {
                assertThat(rejected.ending().code()).isEqualTo(code);
                assertThat(rejected.ending().field()).isEqualTo(field);
                assertThat(rejected.ending().message())
                        .as("quotes no value")
                        .doesNotContain("contoso", "urgent", "%%", "c 1", "c2", "Alex");
            });
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"connectionId":            | MALFORMED_JSON
                []                          | MALFORMED_JSON
                {"a":1,"a":2}               | MALFORMED_JSON
                {} {}                       | MALFORMED_JSON
                """)
        void that_is_no_json_object_is_answered_too(String data, ResultCode code) {
            Decoded decoded = CommandDecoder.decode(binary(SendMail.TYPE, "c1", data));

            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            Decoded.Rejected.class,
                            rejected -> assertThat(rejected.ending().code()).isEqualTo(code));
        }
    }

    @Nested
    class A_record_that_names_no_command {
        @Test
        void of_an_unknown_type_is_rejected() {
            Decoded decoded = CommandDecoder.decode(binary("io.mailroom.mail.shred.v1", "c1", GOOD));

            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            Decoded.Rejected.class,
                            rejected -> assertThat(rejected.ending().code()).isEqualTo(ResultCode.UNKNOWN_TYPE));
        }

        @Test
        void without_a_cloudevent_is_undecodable() {
            assertThat(CommandDecoder.decode(record("c1", "hello"))).isInstanceOf(Decoded.Undecodable.class);
            assertThat(CommandDecoder.decode(record(null, null))).isInstanceOf(Decoded.Undecodable.class);
        }
    }

    @Nested
    class The_payload_hash {
        @Test
        void does_not_depend_on_the_order_of_members() {
            String reordered = """
                    {"text":"Hello","subject":"Hi","to":[{"address":"alex@contoso.example"}],"connectionId":"c1"}""";

            assertThat(payload(reordered)).isEqualTo(payload(GOOD));
            assertThat(payload(GOOD.replace("Hello", "Hullo"))).isNotEqualTo(payload(GOOD));
        }

        private Object payload(String data) {
            return ((Decoded.Accepted) CommandDecoder.decode(binary(SendMail.TYPE, "c1", data))).payload();
        }
    }

    @Property
    void no_bytes_make_the_decoder_throw(@ForAll byte[] bytes, @ForAll boolean binary) {
        RawRecord record = new RawRecord(
                "mail.commands.erp",
                0,
                0,
                Instant.EPOCH,
                utf8("c1"),
                bytes,
                binary ? headers(SendMail.TYPE) : List.of());

        assertThat(CommandDecoder.decode(record)).isNotInstanceOf(Decoded.Accepted.class);
    }

    private static RawRecord binary(String type, String key, String data) {
        return record(key, data, headers(type).toArray(RawHeader[]::new));
    }

    private static List<RawHeader> headers(String type) {
        return List.of(
                new RawHeader("ce_specversion", utf8("1.0")),
                new RawHeader("ce_id", utf8("id-1")),
                new RawHeader("ce_source", utf8("/erp")),
                new RawHeader("ce_type", utf8(type)),
                new RawHeader("content-type", utf8("application/json")));
    }

    private static RawRecord record(@Nullable String key, @Nullable String data, RawHeader... headers) {
        return new RawRecord(
                "mail.commands.erp",
                0,
                0,
                Instant.EPOCH,
                key == null ? null : utf8(key),
                data == null ? null : utf8(data),
                List.of(headers));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
