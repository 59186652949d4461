package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.time.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestAfterRefusalTest {
    @ParameterizedTest
    @CsvSource({
        "REFRESH, 0,      , PT2S",
        "REFRESH, 3,      , PT16S",
        "REFRESH, 40,     , PT2M",
        "REFRESH, 0, PT1S , PT2S",
        "REFRESH, 0, PT1H , PT1H",
        "THROTTLED_REFRESH, 0,      , PT5M",
        "THROTTLED_REFRESH, 1,      , PT10M",
        "THROTTLED_REFRESH, 9,      , PT2H",
        "THROTTLED_REFRESH, 0, PT10M, PT10M"
    })
    void each_failure_doubles_the_delay_which_is_never_shorter_than_asked(
            Backoff backoff, int failures, @Nullable Duration asked, Duration rest) {
        assertThat(RefusalHandler.rest(backoff, failures, asked)).isEqualTo(rest);
    }
}
