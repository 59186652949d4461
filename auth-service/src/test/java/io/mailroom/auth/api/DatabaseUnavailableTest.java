package io.mailroom.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.store.DatabaseUnavailable;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUnavailableTest {
    @Nested
    class A_database_that_is_not_there {
        @ParameterizedTest
        @ValueSource(strings = {"08001", "08006", "57P01", "57P02", "57P03"})
        @NullSource
        void is_a_matter_of_time_however_deep_the_cause_lies(String state) {
            var failure = new IllegalStateException(new RuntimeException(new SQLException("no connection", state)));

            assertThat(DatabaseUnavailable.is(failure)).isTrue();
        }

        @Test
        void is_answered_with_a_time_to_come_back() {
            var answer = new ProblemMappers().failed(new RuntimeException(new SQLException("no connection", "08001")));

            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getHeaderString("Retry-After")).isEqualTo("1");
            assertThat(answer.getEntity()).asString().contains("STORE_UNAVAILABLE");
        }
    }

    @Nested
    class A_database_that_refuses {
        @ParameterizedTest
        @ValueSource(strings = {"23505", "42P01", "40001", "57014"})
        void is_a_fault_of_ours(String state) {
            assertThat(DatabaseUnavailable.is(new RuntimeException(new SQLException("refused", state))))
                    .isFalse();
        }
    }

    @Nested
    class Anything_else {
        @Test
        void is_a_fault_of_ours() {
            assertThat(DatabaseUnavailable.is(new IllegalArgumentException("no SQL at all")))
                    .isFalse();
        }
    }
}
