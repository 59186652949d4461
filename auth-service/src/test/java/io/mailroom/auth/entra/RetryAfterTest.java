package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60|PT60S",
                "'Tue, 24 Nov 2026 10:00:30 GMT'|PT30S",
                "'Tue, 24 Nov 2026 09:00:00 GMT'|PT0S",
                "99999999|PT1H",
                "99999999999999999999|",
                "soon|",
                "''|"
            })
    void is_read_in_both_forms_and_bounded(String header, @Nullable Duration expected) {
        assertThat(RetryAfter.read(header, NOW)).isEqualTo(expected);
    }
}
