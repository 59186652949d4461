package io.mailroom.model.docs;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.PlannedTopic;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.model.topic.TopicSetting;
import io.mailroom.model.topic.TopicSetting.Bound;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsDocumentTest {
    private static final MarkdownPage OPERATIONS = Repository.page("docs/operations.md");
    private static final List<PlannedTopic> PLAN = TopicPlan.of(new ClientName("erp"));
    private static final Pattern ALTERED = Pattern.compile("--alter --topic (\\S+) --add-config (\\S+)");

    @Test
    void every_topic_stands_there_with_its_partitions_and_no_other() {
        Map<String, Integer> documented = MarkdownPage.rows(OPERATIONS.section("Topics")).stream()
                .filter(row -> row.get(1).matches("\\d+"))
                .flatMap(row -> topics(row).map(topic -> Map.entry(topic, Integer.parseInt(row.get(1)))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(documented)
                .isEqualTo(PLAN.stream().collect(toMap(TopicsDocumentTest::shown, PlannedTopic::partitions)));
    }

    @Test
    void every_setting_stands_there_with_what_it_must_be_and_why_and_no_other() {
        Stream<List<String>> documented = MarkdownPage.rows(OPERATIONS.section("Settings of topics")).stream()
                .flatMap(row -> topics(row)
                        .map(topic -> Stream.concat(
                                        Stream.of(topic), row.stream().skip(1))
                                .toList()));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(PLAN.stream()
                        .flatMap(topic -> topic.settings().stream().map(setting -> row(topic, setting)))
                        .toList());
    }

    @Test
    void the_contract_has_the_topics_of_a_client_and_says_which_are_compacted() {
        Map<String, Boolean> documented =
                MarkdownPage.rows(Repository.page("docs/contract.md").section("Topics")).stream()
                        .collect(toMap(
                                row -> MarkdownPage.code(row.getFirst()).getFirst(),
                                row -> row.getLast().contains("compacted")));

        assertThat(documented)
                .isEqualTo(TopicPlan.ofClient(new ClientName("erp")).stream()
                        .collect(toMap(
                                PlannedTopic::name,
                                topic -> "compact".equals(topic.created().get("cleanup.policy")))));
    }

    @Test
    void what_an_upgrade_sets_is_as_planned() {
        List<MatchResult> commands = ALTERED.matcher(Repository.text(Repository.ROOT.resolve("docs/operations.md")))
                .results()
                .toList();

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(Stream.of(command.group(2).split(",", -1)))
                        .isSubsetOf(PLAN.stream()
                                .filter(topic -> topic.name().equals(command.group(1)))
                                .flatMap(topic -> topic.created().entrySet().stream())
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .toList()));
    }

    private static Stream<String> topics(List<String> row) {
        return MarkdownPage.code(row.getFirst()).stream();
    }

    private static List<String> row(PlannedTopic topic, TopicSetting setting) {
        return List.of(
                shown(topic),
                "`" + setting.name() + "`",
                shown(setting.bound()),
                setting.created().map(value -> "`" + value + "`").orElse(""),
                setting.why());
    }

    private static String shown(PlannedTopic topic) {
        return topic.name().replaceAll("\\.erp$", ".<client>");
    }

    private static String shown(Bound bound) {
        return switch (bound) {
            case Bound.Exactly(String value) -> "exactly `" + value + "`";
            case Bound.Without(String value) -> "without `" + value + "`";
            case Bound.AtLeast(long bytes) -> String.format(Locale.ROOT, "at least %,d", bytes);
            case Bound.AtMost(long bytes) -> String.format(Locale.ROOT, "at most %,d", bytes);
            case Bound.Free() -> "";
        };
    }
}
