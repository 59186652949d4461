package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.lease.LeaseProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The HTTP half of the contract beside auth-service's sources and its OpenAPI document. */
class ConnectionsDocumentTest {
    private static final MarkdownPage PAGE = Repository.page("docs/connections.md");
    private static final String TEXT = Repository.text(PAGE.file());
    private static final JsonNode API = api();
    private static final String CALLBACK = "io.mailroom.auth.callback";
    private static final Pattern CODE = Pattern.compile("^[A-Z][A-Z_]+[A-Z]$");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALLED = Pattern.compile("\\$AUTH_URL(/[^\" ]+)");

    @Test
    void every_state_stands_there_and_no_other() {
        assertThat(words("States"))
                .containsExactlyElementsOf(
                        Arrays.stream(ConnectionState.values()).map(Enum::name).toList());
    }

    @Test
    void every_status_and_error_of_the_return_url_stands_there_and_no_other() {
        Set<String> status = TextConstants.ofPackage("auth-service", CALLBACK, Pattern.compile("&status=(\\w+)"));
        Set<String> errors = TextConstants.ofPackage("auth-service", CALLBACK, CODE);

        assertThat(status).isNotEmpty();
        assertThat(errors).hasSizeGreaterThan(5);
        assertThat(words("What comes back"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(status.stream(), errors.stream()).toList());
    }

    @Test
    void every_field_of_a_request_stands_there_and_no_other() {
        JsonNode body = API.at("/paths/~1api~1connections/post/requestBody/content/application~1json/schema");
        List<List<String>> rows = MarkdownPage.rows(PAGE.section("Connect a mailbox"));

        assertThat(words("Connect a mailbox"))
                .containsExactlyInAnyOrderElementsOf(names(body.path("properties")))
                .containsExactlyInAnyOrderElementsOf(
                        TextConstants.ofThese("auth-service", "FIELDS", Pattern.compile("^\\w+$")));
        assertThat(rows.stream()
                        .filter(row -> row.get(2).equals("yes"))
                        .flatMap(row -> MarkdownPage.code(row.getFirst()).stream()))
                .containsExactlyElementsOf(body.path("required")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
        assertThat(PAGE.section("Connect a mailbox"))
                .contains("at most "
                        + body.at("/properties/sharedMailboxes/maxItems").asInt() + " addresses");
    }

    @Test
    void every_refusal_of_a_client_stands_there_and_no_other() {
        Set<String> ofWorkers = new TreeSet<>(Set.of("MALFORMED_REQUEST"));
        Arrays.stream(LeaseProblem.values()).map(Enum::name).forEach(ofWorkers::add);
        ofWorkers.remove(LeaseProblem.CONNECTION_UNKNOWN.name());
        ofWorkers.remove(LeaseProblem.DISCONNECTED.name());

        assertThat(words("Refusals"))
                .containsExactlyInAnyOrderElementsOf(API.at("/components/schemas/Problem/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::asText)
                        .filter(code -> !ofWorkers.contains(code))
                        .toList());
    }

    @Test
    void the_lives_of_links_are_the_defaults_of_auth_service() {
        Map<String, String> settings = ConfigKeys.of("auth-service");

        assertThat(settings)
                .containsEntry("mailroom.connect.link-life", Duration.ofHours(1).toString())
                .containsEntry("mailroom.connect.admin-link-life", "P7D")
                .containsEntry(
                        "mailroom.connect.state-life", Duration.ofMinutes(10).toString());
        assertThat(TEXT).contains("within an hour", "within seven days", "within ten minutes");
    }

    @Test
    void every_call_of_a_client_has_a_line_and_no_line_calls_anything_else() {
        List<String> called = SHELL.matcher(TEXT)
                .results()
                .flatMap(block -> CALLED.matcher(block.group(1)).results())
                .map(call -> call.group(1).replaceAll("\\$\\w+", "{id}"))
                .toList();

        assertThat(called)
                .containsAll(names(API.path("paths")).stream()
                        .filter(path -> path.startsWith("/api/"))
                        .toList())
                .isSubsetOf(names(API.path("paths")));
    }

    @Test
    void every_variable_of_the_lines_is_explained_or_set_by_a_line_before() {
        Set<String> known = new TreeSet<>(words("Connections, for those who write an ERP backend").stream()
                .filter(word -> word.matches("[A-Z_]+"))
                .toList());
        assertThat(known).hasSizeGreaterThan(4);
        for (MatchResult block : SHELL.matcher(TEXT).results().toList()) {
            Pattern.compile("(?m)^(\\w+)=").matcher(block.group(1)).results().forEach(set -> known.add(set.group(1)));
            assertThat(Pattern.compile("\\$(\\w+)")
                            .matcher(block.group(1))
                            .results()
                            .map(used -> used.group(1)))
                    .isSubsetOf(known);
        }
    }

    @Test
    void readers_are_led_there() {
        assertThat(Repository.page("README.md").links()).contains("docs/connections.md");
        assertThat(Repository.page("docs/contract.md").links()).contains("connections.md");
    }

    private static List<String> words(String heading) {
        return MarkdownPage.rows(PAGE.section(heading)).stream()
                .flatMap(row -> MarkdownPage.code(row.getFirst()).stream())
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode api() {
        try {
            return new YAMLMapper()
                    .readTree(Repository.text(
                            Repository.ROOT.resolve("auth-service/src/main/resources/META-INF/openapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
