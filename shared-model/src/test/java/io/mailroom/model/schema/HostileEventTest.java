package io.mailroom.model.schema;

import static io.mailroom.model.testing.Golden.COMMAND_SEND;
import static io.mailroom.model.testing.Golden.COMMAND_SYNC;
import static io.mailroom.model.testing.Golden.CONNECTION_CONNECTED;
import static io.mailroom.model.testing.Golden.MAIL_RECEIVED;
import static io.mailroom.model.testing.Golden.PROGRESS_ACCEPTED;
import static io.mailroom.model.testing.Golden.PROGRESS_PARKED_UNTIL;
import static io.mailroom.model.testing.Golden.RESULT_FAILED;
import static io.mailroom.model.testing.Golden.RESULT_REJECTED;
import static io.mailroom.model.testing.Golden.RESULT_SENT;
import static io.mailroom.model.testing.Golden.RESULT_SYNCED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.Limits;
import io.mailroom.model.testing.Golden;
import io.mailroom.model.testing.Schemas;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostileEventTest {
    @ParameterizedTest
    @EnumSource
    void an_event_without_a_required_field_is_invalid(Golden golden) {
        assertThat(requiredFields(golden)).isNotEmpty().allSatisfy(pointer -> {
            ObjectNode event = golden.file().deepCopy();
            ((ObjectNode) event.at(pointer.head())).remove(pointer.last().getMatchingProperty());
            assertInvalid(golden, event);
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_event_with_a_field_that_nobody_named_is_invalid(Golden golden) {
        ObjectNode event = golden.file().deepCopy();
        ((ObjectNode) event.path("data")).put("accessToken", "x");

        assertInvalid(golden, event);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_of_another_version_of_cloudevents_is_invalid(Golden golden) {
        assertInvalid(golden, golden.file().<ObjectNode>deepCopy().put("specversion", "0.3"));
    }

    @ParameterizedTest
    @EnumSource
    void an_event_whose_data_is_a_text_is_invalid(Golden golden) {
        assertInvalid(golden, golden.file().<ObjectNode>deepCopy().put("data", "{}"));
    }

    static Stream<Arguments> wrongCommands() {
        return Stream.of(
                arguments(COMMAND_SEND, "/data/importance", "\"HIGH\""),
                arguments(COMMAND_SEND, "/data/to", "[]"),
                arguments(COMMAND_SEND, "/data/to/0/address", "\"no address\""),
                arguments(COMMAND_SEND, "/data/to/0/address", "\"a@b@c\""),
                arguments(COMMAND_SEND, "/data/to/0/address", "\"a@b\\n\""),
                arguments(COMMAND_SEND, "/data/to/0/surname", "\"Example\""),
                arguments(COMMAND_SEND, "/data/connectionId", "\"c 1\""),
                arguments(COMMAND_SEND, "/data/connectionId", "\"c-1\\n\""),
                arguments(COMMAND_SEND, "/data/subject", "null"),
                arguments(COMMAND_SEND, "/data/subject", quoted("s", Limits.SUBJECT + 1)),
                arguments(COMMAND_SEND, "/data/subject", "\"two\\nlines\""),
                arguments(COMMAND_SEND, "/data/html", quoted("h", Limits.BODY + 1)),
                arguments(COMMAND_SEND, "/data/attachments/0/contentBase64", "\"a\""),
                arguments(COMMAND_SEND, "/data/attachments/0/contentBase64", "\"a-b_\""),
                arguments(COMMAND_SEND, "/data/attachments/0/contentBase64", quoted("A", Limits.ATTACHMENT_BASE64 + 1)),
                arguments(COMMAND_SEND, "/data/attachments/0/contentId", "\"logo\""),
                arguments(COMMAND_SEND, "/data/attachments/1/inline", "false"),
                arguments(COMMAND_SEND, "/id", "\"\""),
                arguments(COMMAND_SEND, "/source", "\"not a reference\""),
                arguments(COMMAND_SEND, "/type", "\"io.mailroom.mail.send.v2\""),
                arguments(COMMAND_SEND, "/datacontenttype", "\"text/plain\""),
                arguments(COMMAND_SEND, "/data_base64", "\"e30=\""),
                arguments(COMMAND_SYNC, "/data/folder", "\"\""),
                arguments(COMMAND_SYNC, "/time", "\"yesterday\""));
    }

    static Stream<Arguments> wrongEvents() {
        return Stream.of(
                arguments(RESULT_SENT, "/data/status", "\"DELIVERED\""),
                arguments(RESULT_SENT, "/data/code", "\"SYNCED\""),
                arguments(RESULT_SENT, "/data/retryable", "true"),
                arguments(RESULT_SENT, "/data/received", "1"),
                arguments(RESULT_SENT, "/data/html", "\"<p>text</p>\""),
                arguments(RESULT_SENT, "/data/timings/submittedAt", "\"2026-11-23T11:15:00+01:00\""),
                arguments(RESULT_SENT, "/data/record/topic", "\"mail.results.erp\""),
                arguments(RESULT_SENT, "/traceparent", "\"00-1-1-00\""),
                arguments(RESULT_SYNCED, "/data/received", "-1"),
                arguments(RESULT_SYNCED, "/data/graphMessageId", "\"AAk\""),
                arguments(RESULT_REJECTED, "/data/code", "\"THROTTLED\""),
                arguments(RESULT_REJECTED, "/data/field", "\"subject\""),
                arguments(RESULT_FAILED, "/data/code", "\"MISSING_FIELD\""),
                arguments(RESULT_FAILED, "/data/graphMessageId", "\"AAk\""),
                arguments(PROGRESS_ACCEPTED, "/data/until", "\"2026-11-23T10:25:00Z\""),
                arguments(PROGRESS_PARKED_UNTIL, "/data/reason", "\"SENT\""),
                arguments(MAIL_RECEIVED, "/data/body", "\"text\""),
                arguments(MAIL_RECEIVED, "/data/isRead", "\"no\""),
                arguments(CONNECTION_CONNECTED, "/data/state", "\"connected\""),
                arguments(CONNECTION_CONNECTED, "/data/refreshToken", "\"0.A\""),
                arguments(CONNECTION_CONNECTED, "/data/client", "\"ERP\""));
    }

    @ParameterizedTest
    @MethodSource({"wrongCommands", "wrongEvents"})
    void an_event_with_a_wrong_value_is_invalid(Golden golden, String place, String value) throws IOException {
        ObjectNode event = golden.file().deepCopy();
        set(event, JsonPointer.compile(place), MailJson.read(value.getBytes(StandardCharsets.UTF_8)));

        assertInvalid(golden, event);
    }

    @Test
    void a_mail_without_any_body_is_invalid() {
        ObjectNode event = COMMAND_SEND.file().deepCopy();
        ((ObjectNode) event.path("data")).remove("html");

        assertInvalid(COMMAND_SEND, event);
    }

    @Test
    void a_mail_with_a_file_of_the_largest_size_is_valid() {
        ObjectNode event = COMMAND_SEND.file().deepCopy();
        ((ObjectNode) event.at("/data/attachments/0")).put("contentBase64", "A".repeat(Limits.ATTACHMENT_BASE64));

        assertThat(Schemas.problems(COMMAND_SEND.type(), event)).isEmpty();
    }

    @Test
    void a_command_may_carry_what_cloudevents_calls_extensions() {
        ObjectNode event = COMMAND_SEND.file().deepCopy();
        event.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(Schemas.problems(COMMAND_SEND.type(), event)).isEmpty();
    }

    private static void assertInvalid(Golden golden, JsonNode event) {
        assertThat(Schemas.problems(golden.type(), event))
                .as("%s", golden.fileName())
                .isNotEmpty();
    }

    private static Stream<JsonPointer> requiredFields(Golden golden) {
        JsonNode schema = Schemas.file(golden.type());
        return Stream.concat(
                required(schema, JsonPointer.empty()),
                required(schema.at("/properties/data"), JsonPointer.compile("/data")));
    }

    private static Stream<JsonPointer> required(JsonNode schema, JsonPointer at) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(field -> at.appendProperty(field.asText()));
    }

    private static void set(ObjectNode event, JsonPointer place, JsonNode value) {
        JsonNode parent = event.at(place.head());
        assertThat(parent).isNotInstanceOf(ArrayNode.class);
        ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
    }

    private static String quoted(String text, int times) {
        return '"' + text.repeat(times) + '"';
    }
}
