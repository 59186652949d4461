package io.mailroom.m365.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.throttle.Throttle.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private Instant now = Instant.parse("2026-01-15T08:00:00Z");
    private final Throttle throttle = new Throttle(
            () -> new ExchangeSettings() {
                @Override
                public int maxRequestsPer10Minutes() {
                    return 2;
                }
            },
            () -> now);

    private boolean admitted() {
        return throttle.enter("app", "adele@contoso.example") instanceof Verdict.Within;
    }

    @Test
    void a_call_that_is_refused_counts_too() {
        assertThat(admitted()).isTrue();
        assertThat(admitted()).isTrue();
        now = now.plus(Duration.ofMinutes(5));
        assertThat(admitted()).isFalse();
        now = now.plus(Duration.ofMinutes(5));

        assertThat(admitted()).isTrue();
        assertThat(admitted()).isFalse();
    }
}
