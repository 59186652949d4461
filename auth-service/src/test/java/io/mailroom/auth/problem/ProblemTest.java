package io.mailroom.auth.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Nested
    class A_sentence_that_quotes_a_token {
        @Test
        void goes_out_without_it() {
            var problem = new Problem(400, "INVALID_FIELD", "Not understood: Bearer abcdefghijklmnop.");

            Object body = problem.toResponse().getEntity();

            assertThat(body).asString().contains("Bearer [redacted]").doesNotContain("abcdefghijklmnop");
        }
    }

    @Nested
    class A_field_named_like_a_token {
        @Test
        void goes_out_without_it() {
            var problem = Problem.ofField("UNKNOWN_FIELD", "/eyJhbGciOiJub25lIn0.e30.", "The field is not known.");

            Object body = problem.toResponse().getEntity();

            assertThat(body).asString().contains("/[redacted]").doesNotContain("eyJhbGci");
        }
    }
}
