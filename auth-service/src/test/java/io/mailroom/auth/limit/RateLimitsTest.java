package io.mailroom.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(
            new SmallRyeConfigBuilder()
                    .withMapping(RateLimitConfig.class)
                    .build()
                    .getConfigMapping(RateLimitConfig.class),
            nanos::get);

    @Test
    void however_many_addresses_ask_so_many_are_remembered() {
        IntStream.range(0, (int) RateLimits.MOST_ADDRESSES + 5_000).forEach(each -> {
            var _ = limits.admitBrowser("address-" + each);
            var _ = limits.admitLink("client-" + each);
        });

        assertThat(limits.remembered()).isLessThanOrEqualTo(2 * RateLimits.MOST_ADDRESSES);
    }

    @Test
    void whoever_was_silent_for_ten_minutes_is_forgotten() {
        var _ = limits.admitBrowser("silent");
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        var _ = limits.admitBrowser("still there");
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(limits.remembered()).isEqualTo(1);
    }
}
