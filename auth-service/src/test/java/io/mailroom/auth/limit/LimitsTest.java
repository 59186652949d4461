package io.mailroom.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final Limits limits = new Limits(
            new SmallRyeConfigBuilder().withMapping(LimitConfig.class).build().getConfigMapping(LimitConfig.class));

    @Test
    void however_many_addresses_ask_so_many_are_remembered() {
        IntStream.range(0, (int) Limits.MOST_ADDRESSES + 5_000).forEach(each -> {
            var _ = limits.browser("address-" + each);
            var _ = limits.link("client-" + each);
        });

        assertThat(limits.remembered()).isLessThanOrEqualTo(2 * Limits.MOST_ADDRESSES);
    }
}
