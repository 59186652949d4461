package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestsTest {
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
    void each_setback_doubles_the_rest_and_the_platforms_own_wish_is_never_cut(
            Rests rests, int setbacks, @Nullable Duration asked, Duration rest) {
        assertThat(rests.after(setbacks, asked)).isEqualTo(rest);
    }
}
