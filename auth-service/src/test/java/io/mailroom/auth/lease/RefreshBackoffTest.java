package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshBackoffTest {
    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, 0,      , PT2S",
        "TRANSIENT, 3,      , PT16S",
        "TRANSIENT, 40,     , PT2M",
        "TRANSIENT, 0, PT1S , PT2S",
        "TRANSIENT, 0, PT1H , PT1H",
        "PAUSE,     0,      , PT5M",
        "PAUSE,     1,      , PT10M",
        "PAUSE,     9,      , PT2H",
        "PAUSE,     0, PT10M, PT10M"
    })
    void each_failure_doubles_the_delay_which_is_never_shorter_than_asked(
            RefreshBackoff backoff, int failures, @Nullable Duration asked, Duration rest) {
        assertThat(backoff.delay(failures, asked)).isEqualTo(rest);
    }
}
