package io.mailroom.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.testing.Schemas;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
    static List<String> types() {
        return Schemas.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_schema_is_valid_by_the_specification(String type) {
        assertThat(Schemas.problemsOfSchema(Schemas.file(type))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_schema_is_named_by_its_type_and_by_no_host(String type) {
        JsonNode schema = Schemas.file(type);

        assertThat(schema.path("$id").asText()).isEqualTo("urn:mailroom:schema:" + type);
        assertThat(schema.at("/properties/type/const").asText()).isEqualTo(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_field_says_what_it_is(String type) {
        objects(Schemas.file(type))
                .flatMap(
                        object -> StreamSupport.stream(object.path("properties").spliterator(), false))
                .forEach(field -> assertThat(field.path("description").asText()
                                + field.path("$ref").asText())
                        .as("%s", field)
                        .isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_object_in_data_takes_no_field_that_is_not_named(String type) {
        JsonNode schema = Schemas.file(type);

        assertThat(Stream.concat(objects(schema.at("/properties/data")), objects(schema.path("$defs"))))
                .isNotEmpty()
                .allSatisfy(
                        object -> assertThat(object.path("additionalProperties").isBoolean()
                                        && !object.path("additionalProperties").asBoolean())
                                .as("%s", object)
                                .isTrue());
    }

    @Test
    void what_two_schemas_call_the_same_is_the_same() {
        Map<String, JsonNode> seen = new HashMap<>();
        for (String type : Schemas.TYPES) {
            Schemas.file(type).path("$defs").properties().forEach(definition -> {
                JsonNode first = seen.putIfAbsent(definition.getKey(), definition.getValue());
                assertThat(first == null || first.equals(definition.getValue()))
                        .as("%s in %s", definition.getKey(), type)
                        .isTrue();
            });
        }
    }

    @Nested
    class A_list_of_words {
        @Test
        void has_every_code_of_a_result() {
            assertThat(words(MailResult.TYPE, "/properties/data/properties/code/enum"))
                    .containsExactlyInAnyOrderElementsOf(endings());
        }

        @Test
        void gives_each_code_to_exactly_one_ending() {
            JsonNode endings = Schemas.file(MailResult.TYPE).at("/properties/data/allOf");
            Stream<String> codes = StreamSupport.stream(endings.spliterator(), false)
                    .map(ending -> ending.at("/then/properties/code"))
                    .flatMap(code ->
                            code.has("const") ? Stream.of(code.path("const").asText()) : texts(code.path("enum")));

            assertThat(codes).containsExactlyInAnyOrderElementsOf(endings());
        }

        @Test
        void gives_a_parked_command_a_reason_that_a_failed_one_could_have_or_one_of_waiting() {
            JsonNode endings = Schemas.file(MailResult.TYPE).at("/properties/data/allOf");
            List<String> failed = StreamSupport.stream(endings.spliterator(), false)
                    .filter(ending ->
                            ending.at("/if/properties/status/const").asText().equals("FAILED"))
                    .flatMap(ending -> texts(ending.at("/then/properties/code/enum")))
                    .toList();

            assertThat(words(MailProgress.TYPE, "/properties/data/properties/reason/enum"))
                    .startsWith(failed.toArray(String[]::new))
                    .endsWith("QUEUED", "SCHEDULED")
                    .hasSize(failed.size() + 2);
        }

        @Test
        void has_every_state_of_a_connection() {
            assertThat(words(ConnectionChanged.TYPE, "/properties/data/properties/state/enum"))
                    .containsExactlyElementsOf(names(ConnectionState.values()));
        }

        @Test
        void has_every_importance() {
            List<String> expected =
                    Arrays.stream(Importance.values()).map(Importance::wireName).toList();

            assertThat(words(SendMail.TYPE, "/properties/data/properties/importance/enum"))
                    .isEqualTo(expected);
            assertThat(words(MailReceived.TYPE, "/properties/data/properties/importance/enum"))
                    .isEqualTo(expected);
        }
    }

    @Nested
    class A_limit {
        @Test
        void is_the_same_here_as_in_the_code() {
            Map<String, Integer> limits = Map.ofEntries(
                    Map.entry("/properties/data/properties/to/maxItems", Limits.RECIPIENTS),
                    Map.entry("/properties/data/properties/cc/maxItems", Limits.RECIPIENTS),
                    Map.entry("/properties/data/properties/bcc/maxItems", Limits.RECIPIENTS),
                    Map.entry("/properties/data/properties/replyTo/maxItems", Limits.REPLY_TO),
                    Map.entry("/properties/data/properties/subject/maxLength", Limits.SUBJECT),
                    Map.entry("/properties/data/properties/html/maxLength", Limits.BODY),
                    Map.entry("/properties/data/properties/text/maxLength", Limits.BODY),
                    Map.entry("/properties/data/properties/attachments/maxItems", Limits.ATTACHMENTS),
                    Map.entry("/$defs/recipient/properties/name/maxLength", Limits.RECIPIENT_NAME),
                    Map.entry("/$defs/attachment/properties/name/maxLength", Limits.ATTACHMENT_NAME),
                    Map.entry("/$defs/attachment/properties/contentType/maxLength", Limits.CONTENT_TYPE),
                    Map.entry("/$defs/attachment/properties/contentId/maxLength", Limits.CONTENT_ID),
                    Map.entry("/$defs/attachment/properties/contentBase64/maxLength", Limits.ATTACHMENT_BASE64));

            assertThat(limits)
                    .allSatisfy((place, limit) -> assertThat(
                                    Schemas.file(SendMail.TYPE).at(place).asInt())
                            .as(place)
                            .isEqualTo(limit));
            assertThat(Schemas.file(SendMail.TYPE)
                            .at("/$defs/attachment/properties/contentBase64/description")
                            .asText())
                    .contains(String.format(Locale.ROOT, "less than %,d bytes", Limits.ATTACHMENT_BYTES + 1));
            assertThat(Schemas.file(SyncMail.TYPE)
                            .at("/properties/data/properties/folder/maxLength")
                            .asInt())
                    .isEqualTo(Limits.FOLDER);
            assertThat(Schemas.file(MailReceived.TYPE)
                            .at("/properties/data/properties/graphMessageId/maxLength")
                            .asInt())
                    .isEqualTo(Limits.GRAPH_ID);
            assertThat(Schemas.file(MailReceived.TYPE)
                            .at("/properties/data/properties/subject/maxLength")
                            .asInt())
                    .isEqualTo(Limits.RECEIVED_SUBJECT);
        }
    }

    /** Every schema below this one that describes an object's fields by name and is no condition. */
    private static Stream<JsonNode> objects(JsonNode schema) {
        Stream<JsonNode> below = schema.properties().stream()
                .filter(entry ->
                        !entry.getKey().equals("allOf") && !entry.getKey().equals("dependentSchemas"))
                .flatMap(entry -> objects(entry.getValue()));
        return schema.path("type").asText().equals("object") ? Stream.concat(Stream.of(schema), below) : below;
    }

    private static List<String> words(String type, String place) {
        return texts(Schemas.file(type).at(place)).toList();
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    private static List<String> endings() {
        return Arrays.stream(ResultCode.values())
                .filter(ResultCode::ending)
                .map(Enum::name)
                .toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
