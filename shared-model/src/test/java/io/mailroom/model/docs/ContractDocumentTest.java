package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.Limits;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.testing.Golden;
import io.mailroom.model.testing.Resources;
import io.mailroom.model.testing.Schemas;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ContractDocumentTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- golden: (\\S+) -->\\n```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^\\| `([A-Z_]+)` \\| `([A-Z]+)` \\|", Pattern.MULTILINE);
    private static final String DOCUMENT = read();

    @Test
    void every_example_is_its_golden_file() {
        List<MatchResult> examples = EXAMPLE.matcher(DOCUMENT).results().toList();

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(json(example.group(2))).isEqualTo(Resources.json("golden/" + example.group(1))));
    }

    @Test
    void no_json_stands_there_that_is_no_example() {
        assertThat(DOCUMENT.split("```json", -1))
                .hasSize((int) EXAMPLE.matcher(DOCUMENT).results().count() + 1);
    }

    @Test
    void every_type_has_an_example() {
        Map<String, String> typeOfFile =
                Arrays.stream(Golden.values()).collect(Collectors.toMap(Golden::fileName, Golden::type));

        assertThat(EXAMPLE.matcher(DOCUMENT).results().map(example -> typeOfFile.get(example.group(1))))
                .containsAll(Schemas.TYPES);
    }

    @Test
    void every_code_is_listed_once_with_the_status_that_the_schema_gives_it() {
        Map<String, String> listed =
                CODE.matcher(DOCUMENT).results().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(listed.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ResultCode.values())
                        .filter(ResultCode::ending)
                        .map(Enum::name)
                        .toList());
        assertThat(listed)
                .allSatisfy((code, status) -> assertThat(codesOf(status)).contains(code));
    }

    @Test
    void the_limits_are_those_of_the_code() {
        assertThat(DOCUMENT)
                .contains(
                        Limits.RECIPIENTS + " recipients",
                        Limits.SUBJECT + " characters of subject",
                        String.format(Locale.ROOT, "%,d characters of body", Limits.BODY),
                        Limits.ATTACHMENTS + " attachments",
                        String.format(Locale.ROOT, "smaller than %,d bytes", Limits.ATTACHMENT_BYTES + 1),
                        Limits.COMMAND_BYTES / 1024 / 1024 + " MiB in all",
                        String.format(Locale.ROOT, "%,d bytes (`Limits.RECORD_BYTES`)", Limits.RECORD_BYTES),
                        "At most " + Limits.RECEIVED_RECIPIENTS + " recipients stand in `to` and `cc`",
                        String.format(Locale.ROOT, "%,d bytes.\n", Limits.RECEIVED_BYTES));
    }

    private static List<String> codesOf(String status) {
        JsonNode endings = Schemas.file("io.mailroom.mail.result.v1").at("/properties/data/allOf");
        return StreamSupport.stream(endings.spliterator(), false)
                .filter(ending ->
                        ending.at("/if/properties/status/const").asText().equals(status))
                .map(ending -> ending.at("/then/properties/code"))
                .flatMap(code -> code.has("const")
                        ? List.of(code.path("const").asText()).stream()
                        : StreamSupport.stream(code.path("enum").spliterator(), false)
                                .map(JsonNode::asText))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return MailJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("an example is no JSON", e);
        }
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../docs/contract.md"));
        } catch (IOException e) {
            throw new AssertionError("docs/contract.md cannot be read", e);
        }
    }
}
