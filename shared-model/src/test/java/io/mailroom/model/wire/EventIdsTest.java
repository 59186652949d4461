package io.mailroom.model.wire;

import static io.mailroom.model.testing.ResultSamples.FINISHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.result.ResultFacts;
import io.mailroom.model.result.Timings;
import io.mailroom.model.testing.EventSamples;
import io.mailroom.model.testing.ResultSamples;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    @Nested
    class An_event_that_is_written_again {
        @Test
        void has_the_same_id_if_it_is_a_result() {
            assertThat(MailEvents.result(ResultSamples.sent()).getId())
                    .isEqualTo(MailEvents.result(ResultSamples.sent()).getId());
        }

        @Test
        void has_the_same_id_if_the_mail_was_seen_only_the_second_time() {
            assertThat(MailEvents.result(ResultSamples.sent()).getId())
                    .isEqualTo(MailEvents.result(ResultSamples.sentButNotSeen()).getId());
        }

        @Test
        void has_the_same_id_if_a_mail_is_announced_later() {
            Instant later = FINISHED.plus(Duration.ofHours(1));

            assertThat(MailEvents.received(EventSamples.received(), FINISHED).getId())
                    .isEqualTo(
                            MailEvents.received(EventSamples.received(), later).getId());
        }
    }

    @Nested
    class A_rejection {
        @Test
        void never_looks_like_the_answer_to_the_command_whose_key_it_used() {
            assertThat(MailEvents.result(ResultSamples.rejectedAsConflict()).getId())
                    .isNotEqualTo(MailEvents.result(ResultSamples.sent()).getId());
        }

        @Test
        void differs_for_each_record() {
            assertThat(rejectedId("mail.commands.erp", "c-1", 7))
                    .isNotEqualTo(rejectedId("mail.commands.erp", "c-1", 8));
        }

        @Test
        void differs_for_each_client() {
            assertThat(rejectedId("mail.commands.erp", "c-1", 7))
                    .isNotEqualTo(rejectedId("mail.commands.crm", "c-1", 7));
        }

        @Test
        void without_a_connection_differs_from_one_about_a_connection_called_null() {
            assertThat(rejectedId("mail.commands.erp", null, 7))
                    .isNotEqualTo(rejectedId("mail.commands.erp", "null", 7));
        }
    }

    @Nested
    class A_command_that_names_no_readable_connection {
        @Test
        void is_answered_without_a_subject() {
            var command = new CommandRef(
                    new CommandKey("/erp", "1"), SendMail.TYPE, "no\nid", new RecordRef("mail.commands.erp", 0, 7));

            assertThat(command.connectionId()).isNull();
        }
    }

    private static String rejectedId(String topic, @Nullable String connection, long offset) {
        var command =
                new CommandRef(new CommandKey("/erp", "1"), SendMail.TYPE, connection, new RecordRef(topic, 0, offset));
        var facts = new ResultFacts(command, 0, new Timings(FINISHED, null, null, FINISHED), null, null);
        return MailEvents.result(
                        new MailResult(new Ending.Rejected(ResultCode.MALFORMED_JSON, "No JSON.", null), facts))
                .getId();
    }
}
