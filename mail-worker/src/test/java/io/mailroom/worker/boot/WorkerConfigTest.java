package io.mailroom.worker.boot;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.worker.testing.TestingConfig;
import io.smallrye.config.ConfigValidationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key there is stands in both tables: a new one fails both tests until it does. */
class WorkerConfigTest {
    private static final Map<String, String> LEAST =
            Map.of("mailroom.worker.name", "worker-0", "mailroom.lease.auth-service", "https://auth.example");

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("mailroom.worker.name", "worker-0"),
            entry("mailroom.worker.group", "mailroom-workers"),
            entry("mailroom.worker.stalled-after", "PT5M"),
            entry("mailroom.worker.drain", "PT10S"),
            entry("mailroom.lease.auth-service", "https://auth.example"),
            entry("mailroom.lease.min-validity", "PT2M"),
            entry("mailroom.send.deadline", "PT10S"),
            entry("mailroom.send.settle", "PT3M"),
            entry("mailroom.send.pick-up", "PT30S"),
            entry("mailroom.send.look-again", "PT10S"),
            entry("mailroom.send.confirm-within", "PT30S"),
            entry("mailroom.send.attempts", "20"),
            entry("mailroom.send.longest-wait", "PT30S"),
            entry("mailroom.graph.timeout", "PT1M40S"),
            entry("mailroom.intake.records", "1000"),
            entry("mailroom.intake.bytes", "134217728"),
            entry("mailroom.intake.slow-records", "6000"),
            entry("mailroom.intake.slow-after", "PT2S"),
            entry("mailroom.intake.load-within", "PT2M"),
            entry("mailroom.commit.gather", "PT0.005S"),
            entry("mailroom.commit.largest", "1000"),
            entry("mailroom.commit.transaction-timeout", "PT10S"),
            entry("mailroom.park.depth", "8"),
            entry("mailroom.park.recheck", "PT5M"),
            entry("mailroom.park.reconnect-within", "PT24H"),
            entry("mailroom.limits.calls-at-once", "4"),
            entry("mailroom.limits.sends", "30"),
            entry("mailroom.limits.window", "PT1M"),
            entry("mailroom.topics.look-every", "PT5S"),
            entry("mailroom.journal.window", "PT720H"),
            entry("mailroom.journal.directory", ""));

    private static final Map<String, String> EVERY_KEY = Map.ofEntries(
            entry("mailroom.worker.name", "worker-1"),
            entry("mailroom.worker.group", "others"),
            entry("mailroom.worker.stalled-after", "PT1S"),
            entry("mailroom.worker.drain", "PT2S"),
            entry("mailroom.lease.auth-service", "https://other.example"),
            entry("mailroom.lease.min-validity", "PT3S"),
            entry("mailroom.send.deadline", "PT4S"),
            entry("mailroom.send.settle", "PT5S"),
            entry("mailroom.send.pick-up", "PT27S"),
            entry("mailroom.send.look-again", "PT6S"),
            entry("mailroom.send.confirm-within", "PT7S"),
            entry("mailroom.send.attempts", "8"),
            entry("mailroom.send.longest-wait", "PT9S"),
            entry("mailroom.graph.timeout", "PT10S"),
            entry("mailroom.intake.records", "11"),
            entry("mailroom.intake.bytes", "12"),
            entry("mailroom.intake.slow-records", "24"),
            entry("mailroom.intake.slow-after", "PT25S"),
            entry("mailroom.intake.load-within", "PT13S"),
            entry("mailroom.commit.gather", "PT14S"),
            entry("mailroom.commit.largest", "15"),
            entry("mailroom.commit.transaction-timeout", "PT16S"),
            entry("mailroom.park.depth", "17"),
            entry("mailroom.park.recheck", "PT18S"),
            entry("mailroom.park.reconnect-within", "PT19S"),
            entry("mailroom.limits.calls-at-once", "20"),
            entry("mailroom.limits.sends", "21"),
            entry("mailroom.limits.window", "PT22S"),
            entry("mailroom.journal.window", "PT23S"),
            entry("mailroom.journal.directory", "/var/lib/mailroom"),
            entry("mailroom.topics.look-every", "PT24S"));

    @Nested
    class A_start {
        @Test
        void has_defaults_for_what_need_not_be_said() throws ReflectiveOperationException {
            assertThat(TestingConfig.keys(WorkerConfig.class, config(Map.of()))).isEqualTo(DEFAULTS);
        }

        @Test
        void heeds_every_key() throws ReflectiveOperationException {
            assertThat(TestingConfig.keys(WorkerConfig.class, config(EVERY_KEY)))
                    .isEqualTo(EVERY_KEY);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"mailroom.send.setle", "mailroom.sends.settle", "mailroom.send.settle.at", "mailroom.x"})
        void is_refused_with_a_key_that_nobody_knows(String key) {
            assertThatThrownBy(() -> config(Map.of(key, "PT1M")))
                    .isInstanceOf(ConfigValidationException.class)
                    .hasMessageContaining(key);
        }

        @ParameterizedTest
        @ValueSource(strings = {"mailroom.worker.name", "mailroom.lease.auth-service"})
        void is_refused_without_what_has_no_default(String key) {
            assertThatThrownBy(() -> config(Map.of(key, "")))
                    .isInstanceOf(ConfigValidationException.class)
                    .hasMessageContaining(key);
        }
    }

    private static WorkerConfig config(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(more);
        return TestingConfig.read(WorkerConfig.class, all);
    }
}
