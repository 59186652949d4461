package io.mailroom.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerSettingsTest {
    @Test
    void what_an_operator_sets_of_the_connection_stays_and_the_rest_is_mailrooms() {
        Map<String, Object> config = ConsumerSettings.of(
                Map.of(
                        "bootstrap.servers", "kafka:9092",
                        "security.protocol", "SSL",
                        "group.id", "theirs",
                        "enable.auto.commit", "true",
                        "isolation.level", "read_uncommitted"),
                "mailroom-workers");

        assertThat(config)
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("group.id", "mailroom-workers")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("isolation.level", "read_committed");
    }
}
