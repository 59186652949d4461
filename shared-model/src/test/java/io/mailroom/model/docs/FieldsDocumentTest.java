package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.testing.Schemas;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of fields in the contract, cell by cell beside the schemas. */
class FieldsDocumentTest {
    private static final MarkdownPage CONTRACT = Repository.page("docs/contract.md");
    private static final Pattern YEARS = Pattern.compile("years \\d{4} to \\d{4}");

    @Test
    void of_a_send_are_those_of_its_schema() {
        assertThat(documented("Fields of send")).containsExactlyElementsOf(ofData(SendMail.TYPE));
    }

    @Test
    void of_a_recipient_are_those_of_its_schema() {
        assertThat(documented("Fields of a recipient"))
                .containsExactlyElementsOf(fields(SendMail.TYPE, "/$defs/recipient"));
    }

    @Test
    void of_an_attachment_are_those_of_its_schema() {
        assertThat(documented("Fields of an attachment"))
                .containsExactlyElementsOf(fields(SendMail.TYPE, "/$defs/attachment"));
    }

    @Test
    void of_a_cancel_are_those_of_its_schema() {
        assertThat(documented("Fields of cancel")).containsExactlyElementsOf(ofData(CancelCommand.TYPE));
    }

    @Test
    void of_a_sync_are_those_of_its_schema() {
        assertThat(documented("Fields of sync")).containsExactlyElementsOf(ofData(SyncMail.TYPE));
    }

    private static List<List<String>> documented(String heading) {
        List<List<String>> rows = MarkdownPage.rows(CONTRACT.section(heading));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).hasSize(6);
            assertThat(row.getLast()).isNotBlank();
        });
        return rows.stream().map(row -> row.subList(0, 5)).toList();
    }

    private static List<List<String>> ofData(String type) {
        return fields(type, "/properties/data");
    }

    private static List<List<String>> fields(String type, String pointer) {
        JsonNode schema = Schemas.file(type);
        JsonNode object = schema.at(pointer);
        return object.path("properties").properties().stream()
                .map(field -> {
                    JsonNode said = resolved(schema, field.getValue());
                    return List.of(
                            code(field.getKey()),
                            type(said),
                            required(object, field.getKey()),
                            said.has("default") ? code(said.path("default").asText()) : "",
                            limits(schema, said));
                })
                .toList();
    }

    private static JsonNode resolved(JsonNode schema, JsonNode said) {
        return said.has("$ref") ? schema.at(said.path("$ref").asText().substring(1)) : said;
    }

    private static String type(JsonNode said) {
        return switch (said.path("type").asText("string")) {
            case "array" -> "list of " + said.at("/items/$ref").asText().replaceFirst(".*/", "") + "s";
            case "boolean" -> "boolean";
            case "string" -> {
                if (said.has("contentEncoding")) {
                    yield said.path("contentEncoding").asText();
                }
                yield said.path("format").asText().equals("date-time") ? "time" : "text";
            }
            default -> throw new AssertionError("a type that the table has no word for: " + said);
        };
    }

    private static String required(JsonNode object, String name) {
        if (names(object.path("required")).contains(name)) {
            return "yes";
        }
        List<String> choice = object.path("anyOf")
                .valueStream()
                .flatMap(each -> names(each.path("required")).stream())
                .toList();
        return choice.contains(name)
                ? choice.stream()
                        .filter(other -> !other.equals(name))
                        .map(FieldsDocumentTest::code)
                        .collect(Collectors.joining(" or ", "this or ", ""))
                : "";
    }

    private static String limits(JsonNode schema, JsonNode said) {
        if (said.has("enum")) {
            return names(said.path("enum")).stream()
                    .map(FieldsDocumentTest::code)
                    .collect(Collectors.joining(", "));
        }
        if (said.has("maxItems")) {
            return range(said.path("minItems").asInt(), said.path("maxItems").asInt(), "items");
        }
        if (said.has("maxLength")) {
            return range(said.path("minLength").asInt(), said.path("maxLength").asInt(), "characters");
        }
        if (said.path("format").asText().equals("date-time")) {
            Matcher years = YEARS.matcher(
                    schema.at("/properties/data/properties/sendAt/description").asText());
            assertThat(years.find()).as("the schema says which years").isTrue();
            return years.group();
        }
        return said.has("pattern") ? code(said.path("pattern").asText().replaceAll("^\\^|\\$$", "")) : "";
    }

    private static String range(int least, int most, String what) {
        return String.format(Locale.ROOT, least == 0 ? "at most %2$,d %3$s" : "%1$d to %2$,d %3$s", least, most, what);
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
