package io.mailroom.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.wire.MailJson;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandRunTest {
    private static final Instant DEADLINE = Instant.parse("2026-11-24T07:00:00Z");

    @Nested
    class A_command_that_waits {
        @Test
        void for_a_time_after_the_patience_is_not_waited_for() {
            assertThat(CommandRun.isLaterThan(DEADLINE, parked("SCHEDULED", "2026-11-24T07:00:01Z")))
                    .isTrue();
        }

        @Test
        void for_an_earlier_time_is() {
            assertThat(CommandRun.isLaterThan(DEADLINE, parked("SCHEDULED", "2026-11-24T06:59:59Z")))
                    .isFalse();
        }

        @Test
        void for_something_else_is_for_that_may_come_early() {
            assertThat(CommandRun.isLaterThan(DEADLINE, parked("RECONNECT_REQUIRED", "2026-12-24T07:00:00Z")))
                    .isFalse();
            assertThat(CommandRun.isLaterThan(
                            DEADLINE, MailJson.object().put("status", "PARKED").put("reason", "QUEUED")))
                    .isFalse();
        }
    }

    private static JsonNode parked(String reason, String until) {
        return MailJson.object().put("status", "PARKED").put("reason", reason).put("until", until);
    }
}
