package io.mailroom.worker.graph;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.worker.testing.TestingConfig;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every key there is stands in both tables: a new one fails both tests until it does. */
class GraphConfigTest {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("mailroom.graph.connections", "8192"),
            entry("mailroom.graph.waiting-calls", "4096"),
            entry("mailroom.graph.connect-timeout", "PT10S"),
            entry("mailroom.graph.keep-alive", "PT30S"),
            entry("mailroom.graph.delta-page-size", "50"),
            entry("mailroom.graph.largest-answer", "16777216"),
            entry("mailroom.graph.trusted-certificates", ""));

    private static final Map<String, String> EVERY_KEY = Map.ofEntries(
            entry("mailroom.graph.connections", "1"),
            entry("mailroom.graph.waiting-calls", "2"),
            entry("mailroom.graph.connect-timeout", "PT3S"),
            entry("mailroom.graph.keep-alive", "PT4S"),
            entry("mailroom.graph.delta-page-size", "5"),
            entry("mailroom.graph.largest-answer", "6"),
            entry("mailroom.graph.trusted-certificates", "/etc/mailroom/authorities.pem"));

    @Nested
    class A_start {
        @Test
        void has_defaults_for_what_need_not_be_said() throws ReflectiveOperationException {
            assertThat(keys(Map.of())).isEqualTo(DEFAULTS);
        }

        @Test
        void heeds_every_key() throws ReflectiveOperationException {
            assertThat(keys(EVERY_KEY)).isEqualTo(EVERY_KEY);
        }
    }

    @Nested
    class Fewer_connections_than_calls_that_may_be_in_flight {
        @Test
        void are_refused_with_both_numbers() {
            GraphConfig config = TestingConfig.read(GraphConfig.class, Map.of("mailroom.graph.connections", "99"));

            GraphClients.check(config, 99);

            assertThatThrownBy(() -> GraphClients.check(config, 100))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("mailroom.graph.connections is 99", "100 calls");
        }
    }

    private static Map<String, String> keys(Map<String, String> said) throws ReflectiveOperationException {
        return TestingConfig.keys(GraphConfig.class, TestingConfig.read(GraphConfig.class, said));
    }
}
