package io.mailroom.auth.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaEventSenderTest {
    @Test
    void waits_longer_than_the_producer_so_that_what_it_gives_up_cannot_arrive_later() throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }

        Duration producer = millis(settings, "max.block.ms").plus(millis(settings, "delivery.timeout.ms"));
        assertThat(KafkaEventSender.DEADLINE).isGreaterThan(producer);
    }

    private static Duration millis(Properties settings, String name) {
        return Duration.ofMillis(Long.parseLong(settings.getProperty("mp.messaging.outgoing.connections." + name)));
    }
}
