package io.mailroom.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.PlannedTopic;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The topics of docker-compose.yml are those of the plan. */
class ComposeTopicsTest {
    private static final Pattern TOPIC = Pattern.compile("make --topic (\\S+) --partitions (\\d+)(.*)");
    private static final Pattern KEPT = Pattern.compile("kept=\"([^\"]+)\"");
    private static final Pattern SETTING = Pattern.compile("--config ([a-z.]+)=(\\S+)");

    @Test
    void docker_compose_creates_the_topics_of_the_plan() throws IOException {
        String compose = Files.readString(Checkout.find().root().resolve("docker-compose.yml"));
        Map<String, String> made = compose.replace("$$kept", kept(compose))
                .lines()
                .flatMap(line -> TOPIC.matcher(line).results())
                .collect(toMap(found -> found.group(1), found -> found.group(2) + settings(found.group(3))));

        Map<String, String> planned = TopicPlan.of(new ClientName("erp")).stream()
                .collect(toMap(PlannedTopic::name, topic -> topic.partitions() + withoutDefaults(topic)));
        assertThat(made).isEqualTo(planned);
    }

    private static String kept(String compose) {
        return KEPT.matcher(compose).results().findFirst().orElseThrow().group(1);
    }

    private static String settings(String options) {
        return new TreeMap<>(SETTING.matcher(options)
                        .results()
                        .collect(toMap(found -> found.group(1), found -> found.group(2))))
                .toString();
    }

    /** A week and deletion are what a broker does by itself. */
    private static String withoutDefaults(PlannedTopic topic) {
        var settings = new TreeMap<>(topic.created());
        settings.remove("retention.ms", "604800000");
        settings.remove("cleanup.policy", "delete");
        return settings.toString();
    }
}
