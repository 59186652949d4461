package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.EntraConfig;
import io.mailroom.auth.testing.TestingClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegistrationBreakerTest {
    private static final String CLOUD = "global";

    private final TestingClock clock = new TestingClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final RegistrationBreaker breaker = new RegistrationBreaker(
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(LeaseConfig.class)
                    .build()
                    .getConfigMapping(LeaseConfig.class),
            new Clouds(new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withDefaultValue("mailroom.entra.client-id", "x")
                    .withMapping(EntraConfig.class)
                    .build()
                    .getConfigMapping(EntraConfig.class)),
            new SimpleMeterRegistry(),
            new Audit(),
            clock);

    @Nested
    class While_it_is_closed {
        @Test
        void all_pass() {
            assertThat(breaker.isOpen(CLOUD)).isFalse();
            assertThat(breaker.tryPass(CLOUD)).isTrue();
            assertThat(breaker.tryPass(CLOUD)).isTrue();
        }
    }

    @Nested
    class While_it_is_open {
        @Test
        void nobody_passes_and_other_clouds_do_not_notice() {
            breaker.open(CLOUD, "7000215");

            assertThat(breaker.isOpen(CLOUD)).isTrue();
            assertThat(breaker.tryPass(CLOUD)).isFalse();
            assertThat(breaker.isOpen("china")).isFalse();
            assertThat(breaker.tryPass("china")).isTrue();
            assertThat(breaker.openClouds()).containsExactly(CLOUD);
        }

        @Test
        void one_passes_after_each_rest() {
            breaker.open(CLOUD, "7000215");

            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofSeconds(30));
                assertThat(breaker.tryPass(CLOUD)).isTrue();
                assertThat(breaker.tryPass(CLOUD)).isFalse();
            }
            assertThat(breaker.openClouds()).containsExactly(CLOUD);
        }

        @Test
        void who_is_accepted_closes_it() {
            breaker.open(CLOUD, "7000215");
            breaker.close(CLOUD);

            assertThat(breaker.tryPass(CLOUD)).isTrue();
            assertThat(breaker.openClouds()).isEmpty();
        }
    }
}
