package io.mailroom.stack.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventTextTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final CommandRef COMMAND = new CommandRef(
            new CommandKey("/erp", "i-1"), SendMail.TYPE, "c-1", new RecordRef("mail.commands.erp", 0, 1));

    @Nested
    class A_command_that_waits {
        @Test
        void is_told_with_its_reason_and_its_time() {
            assertThat(parked(ResultCode.THROTTLED, NOW.plusSeconds(600)))
                    .startsWith("PARKED THROTTLED until 2026-11-24T07:10:00Z: Microsoft, ")
                    .contains("i-1");
        }

        @Test
        void for_an_event_has_no_time() {
            assertThat(parked(ResultCode.RECONNECT_REQUIRED, null))
                    .startsWith("PARKED RECONNECT_REQUIRED: The user must sign in again.");
        }

        @Test
        void is_told_in_words_for_every_reason_of_the_contract() throws IOException {
            String page = Files.readString(Path.of("..", "..", "docs", "contract.md"));
            String table =
                    page.substring(page.indexOf("### Why a command waits"), page.indexOf("Who waits hears of it"));

            assertThat(Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|")
                            .matcher(table)
                            .results())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(row -> assertThat(parked(ResultCode.valueOf(row.group(1)), null))
                            .containsPattern("^PARKED " + row.group(1) + ": [A-Z][^.]+\\."));
        }

        private static String parked(ResultCode reason, @Nullable Instant until) {
            CloudEvent event = MailEvents.progress(new MailProgress.Parked(COMMAND, NOW, until, reason));
            return EventText.words(event);
        }
    }

    @Nested
    class A_command_that_was_understood {
        @Test
        void is_told_as_that() {
            assertThat(EventText.words(MailEvents.progress(new MailProgress.Accepted(COMMAND, NOW))))
                    .startsWith("ACCEPTED: The command was understood.");
        }
    }
}
