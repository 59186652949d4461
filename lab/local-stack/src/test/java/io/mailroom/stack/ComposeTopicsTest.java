package io.mailroom.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.topics.TopicPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The topics stand in two places; this holds them together. */
class ComposeTopicsTest {
    private static final Pattern TOPIC = Pattern.compile("make --topic (\\S+) --partitions (\\d+)(.*)");
    private static final Pattern SETTING = Pattern.compile("--config ([a-z.]+)=(\\S+)");

    @Test
    void docker_compose_makes_the_topics_of_the_local_stack() throws IOException {
        Map<String, String> made = Files.readString(Checkout.find().root().resolve("docker-compose.yml"))
                .replace("$$kept", "--config max.message.bytes=8519680")
                .lines()
                .flatMap(line -> TOPIC.matcher(line).results())
                .collect(toMap(found -> found.group(1), found -> found.group(2) + settings(found.group(3))));

        Map<String, String> planned = TopicPlan.of(new ClientName("erp")).stream()
                .collect(toMap(NewTopic::name, topic -> topic.numPartitions() + withoutDefaults(topic)));
        assertThat(made).isEqualTo(planned);
    }

    private static String settings(String options) {
        return new TreeMap<>(SETTING.matcher(options)
                        .results()
                        .collect(toMap(found -> found.group(1), found -> found.group(2))))
                .toString();
    }

    /** A week and deletion are what a broker does by itself. */
    private static String withoutDefaults(NewTopic topic) {
        var settings = new TreeMap<>(topic.configs());
        settings.remove("retention.ms");
        settings.remove("cleanup.policy", "delete");
        return settings.toString();
    }
}
