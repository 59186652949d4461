package io.mailroom.worker.decode;

import static io.mailroom.worker.decode.Records.GOOD;
import static io.mailroom.worker.decode.Records.attributes;
import static io.mailroom.worker.decode.Records.headers;
import static io.mailroom.worker.decode.Records.record;
import static io.mailroom.worker.decode.Records.structured;
import static io.mailroom.worker.decode.Records.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.record.RawRecord;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandDecoderTest {
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
            Decoded decoded = CommandDecoder.decode(structured(attributes()));

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
            assertThat(CommandDecoder.decode(record(utf8("hello"), List.of()))).isInstanceOf(Decoded.Undecodable.class);
            assertThat(CommandDecoder.decode(record(null, null, List.of()))).isInstanceOf(Decoded.Undecodable.class);
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
        RawRecord record = record(bytes, binary ? headers(attributes()) : List.of());

        assertThat(CommandDecoder.decode(record)).isNotInstanceOf(Decoded.Accepted.class);
    }

    private static RawRecord binary(String type, String key, String data) {
        Map<String, String> attributes = attributes();
        attributes.put("type", type);
        return record(key, utf8(data), headers(attributes));
    }
}
