package io.mailroom.model.schema;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.testing.Resources;
import io.mailroom.model.testing.Schemas;
import io.mailroom.model.topic.PlannedTopic;
import io.mailroom.model.topic.TopicPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    private static final List<PlannedTopic> PLAN = TopicPlan.ofClient(new ClientName("erp"));

    private final JsonNode document = read();

    @Test
    void it_is_a_document_of_version_3() {
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(references())
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(target(reference)).as(reference).isNotEmpty());
    }

    @Test
    void every_schema_that_is_published_is_referenced() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/schemas"))) {
            assertThat(files.map(file -> "schemas/" + file.getFileName()).toList())
                    .containsExactlyInAnyOrderElementsOf(references().stream()
                            .filter(reference -> reference.startsWith("schemas/"))
                            .toList())
                    .hasSameSizeAs(Schemas.TYPES);
        }
    }

    @Test
    void every_type_travels_through_a_channel() {
        Stream<String> types = children(document.path("channels"))
                .flatMap(channel -> children(channel.path("messages")))
                .map(message ->
                        target(message.path("$ref").asText()).path("name").asText());

        assertThat(types.toList()).containsAll(Schemas.TYPES);
    }

    @Test
    void a_message_carries_the_schema_of_its_name() {
        assertThat(children(document.at("/components/messages")).filter(message -> message.has("payload")))
                .allSatisfy(message -> assertThat(message.at("/payload/$ref").asText())
                        .isEqualTo("schemas/"
                                + Schemas.fileName(message.path("name").asText())));
    }

    @Test
    void every_channel_is_a_topic_and_has_an_operation() {
        assertThat(children(document.path("channels")).map(AsyncApiTest::topic))
                .containsExactlyInAnyOrderElementsOf(
                        PLAN.stream().map(PlannedTopic::name).toList());
        assertThat(children(document.path("operations"))
                        .map(operation -> operation.at("/channel/$ref").asText()))
                .containsExactlyInAnyOrderElementsOf(document.path("channels").properties().stream()
                        .map(channel -> "#/channels/" + channel.getKey())
                        .toList());
    }

    @Test
    void what_it_says_of_a_topic_is_as_planned() {
        List<JsonNode> configured = children(document.path("channels"))
                .filter(channel -> !configuration(channel).isMissingNode())
                .toList();

        assertThat(configured)
                .isNotEmpty()
                .allSatisfy(channel -> assertThat(settings(channel))
                        .isSubsetOf(PLAN.stream()
                                .filter(topic -> topic.name().equals(topic(channel)))
                                .flatMap(topic -> topic.created().entrySet().stream())
                                .toList()));
    }

    private static String topic(JsonNode channel) {
        return channel.path("address").asText().replace("{client}", "erp");
    }

    private static JsonNode configuration(JsonNode channel) {
        return channel.at("/bindings/kafka/topicConfiguration");
    }

    private static Set<Map.Entry<String, String>> settings(JsonNode channel) {
        return configuration(channel).properties().stream()
                .map(setting -> Map.entry(
                        setting.getKey(),
                        children(setting.getValue()).map(JsonNode::asText).collect(joining(","))))
                .collect(toSet());
    }

    private List<String> references() {
        return document.findValuesAsText("$ref");
    }

    private JsonNode target(String reference) {
        return reference.startsWith("#") ? document.at(reference.substring(1)) : Resources.json(reference);
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Resources.bytes("asyncapi.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("asyncapi.yaml is no YAML", e);
        }
    }
}
