package io.mailroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.process.Running;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StopOrderTest {
    @Test
    void workers_stop_before_auth_service_and_that_before_what_both_need() {
        List<Running> all = Stream.of(
                        "auth-service", "kafka", "m365-simulator", "mail-worker-1", "mail-worker-2", "postgres")
                .map(name -> new Running(name, 1, Instant.EPOCH, "log", "url"))
                .toList();

        assertThat(StopOrder.of(all))
                .extracting(group -> group.stream().map(Running::name).toList())
                .containsExactly(
                        List.of("mail-worker-1", "mail-worker-2"),
                        List.of("auth-service"),
                        List.of("kafka", "m365-simulator", "postgres"));
    }
}
