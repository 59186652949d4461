package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every switch of the simulator, with a real worker, a real broker and real HTTP (facts G3). */
@Order(7)
class EveryFaultTest extends StackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class A_call_that_goes_wrong {
        /** All at once, each in a mailbox of its own: the slowest decides how long it takes. */
        @BeforeAll
        void all_commands_are_under_way() {
            for (CallFault fault : CallFault.values()) {
                ConnectionId connection = driven.connect(fault.address());
                driven.lab().fault(fault.match(), fault.order(), 1);
                driven.publish(Mails.of(connection, fault.command()));
            }
        }

        @AfterAll
        void nothing_goes_wrong_any_more() {
            driven.lab().clearFaults();
        }

        @ParameterizedTest
        @EnumSource(CallFault.class)
        void costs_no_mail_and_no_second_one(CallFault fault) {
            driven.assertSentOnce(fault.command());
        }
    }

    @Nested
    class A_mailbox_that_behaves_otherwise {
        @AfterEach
        void as_before() {
            driven.lab().clearFaults();
            driven.lab().resetSettings();
        }

        @Test
        void keeps_a_sent_item_in_drafts_for_a_while() {
            JsonNode result = sent("pending", MailJson.object().put("sentItemsDelayMs", 2_000));

            assertThat(result.path("sentItemsConfirmed").asBoolean()).isTrue();
            assertThat(driven.submissions("pending")).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"yes", "no", "404-for"})
        void keeps_the_immutable_id_or_changes_it_or_loses_it_for_a_while(String survival) {
            String id = "immutable-" + survival.toLowerCase(java.util.Locale.ROOT);

            JsonNode result = sent(id, MailJson.object().put("immutableIdSurvivesSend", survival));

            assertThat(result.path("sentItemsConfirmed").asBoolean()).isTrue();
            assertThat(result.path("graphMessageId").asText()).isNotEmpty();
            assertThat(driven.submissions(id)).isEqualTo(1);
        }

        @Test
        void shows_a_new_item_to_its_key_late() {
            sent("late-filter", MailJson.object().put("keyFilterDelayMs", 3_000));

            assertThat(driven.submissions("late-filter")).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"404", "400", "202"})
        void answers_a_second_send_in_any_way_since_there_is_none(String answer) {
            String id = "second-send-" + answer;
            goesWrong(CallFault.SENT_AND_REPLY_LOST, id, MailJson.object().put("secondSend", answer));

            assertThat(status(id)).isEqualTo("SENT");
            assertThat(sends(id)).isEqualTo(1);
            assertThat(driven.submissions(id)).isEqualTo(1);
        }

        /** On its way it looks like the draft that it was, and then it is gone. */
        @Test
        void has_its_sent_copy_elsewhere_and_cannot_tell() {
            goesWrong(
                    CallFault.SENT_AND_REPLY_LOST,
                    "elsewhere",
                    MailJson.object().put("sentCopyElsewhere", true).put("pendingIsDraft", true));

            assertThat(status("elsewhere")).isEqualTo("UNKNOWN");
            assertThat(driven.submissions("elsewhere")).isEqualTo(1);
        }

        @Test
        void has_its_sent_copy_elsewhere_and_shows_the_mail_on_its_way() {
            goesWrong(
                    CallFault.SENT_AND_REPLY_LOST,
                    "on-its-way",
                    MailJson.object().put("sentCopyElsewhere", true).put("sentItemsDelayMs", 60_000));

            assertThat(status("on-its-way")).isEqualTo("SENT");
            assertThat(driven.submissions("on-its-way")).isEqualTo(1);
        }

        private void goesWrong(CallFault fault, String id, ObjectNode settings) {
            String address = id + "@contoso.example";
            ConnectionId connection = driven.connect(address);
            driven.lab().change(settings);
            driven.lab().fault(fault.match().put("mailbox", address), fault.order(), 1);
            driven.publish(Mails.of(connection, id));
        }

        @Test
        void loses_its_draft_to_the_user_and_cannot_tell() {
            String address = "deleted@contoso.example";
            goesWrong(CallFault.NOT_SENT_AND_504, "deleted", MailJson.object().put("deletedItemsFolder", false));

            assertThat(Waiting.until(PATIENCE, () -> sends("deleted") == 1)).isTrue();
            driven.lab()
                    .messages(address, "drafts")
                    .forEach(draft ->
                            driven.lab().delete(address, draft.path("id").asText()));

            assertThat(status("deleted")).isEqualTo("UNKNOWN");
            assertThat(driven.submissions("deleted")).isZero();
        }

        @Test
        void sends_the_mail_back_later_which_changes_no_result() {
            sent("ndr", MailJson.object().put("ndrRecipients", "alex@.*"));

            assertThat(Waiting.until(
                            PATIENCE,
                            () -> driven.lab()
                                            .messages("ndr@contoso.example", "inbox")
                                            .size()
                                    == 1))
                    .isTrue();
            driven.assertSentOnce("ndr");
        }

        @Test
        void has_forgotten_where_a_sync_stood() {
            ConnectionId connection = driven.connect("gone@contoso.example");
            driven.publish(new SyncMail(new CommandKey("/erp", "gone-1"), connection, "inbox"));
            assertThat(status("gone-1")).isEqualTo("SYNCED");
            driven.lab()
                    .fault(
                            MailJson.object().put("pathRegex", "delta").put("mailbox", "gone@contoso.example"),
                            MailJson.object().put("status", 410).put("code", "SyncStateNotFound"),
                            1);

            driven.publish(new SyncMail(new CommandKey("/erp", "gone-2"), connection, "inbox"));

            assertThat(status("gone-2")).isEqualTo("SYNCED");
        }

        private JsonNode sent(String id, ObjectNode settings) {
            ConnectionId connection = driven.connect(id + "@contoso.example");
            driven.lab().change(settings);
            driven.publish(Mails.of(connection, id));
            driven.topics().assertSent(id);
            return driven.result(id);
        }
    }

    private String status(String id) {
        return driven.result(id).path("status").asText();
    }

    /** How often the worker asked for this mailbox's mail to be sent. */
    private long sends(String mailbox) {
        return driven.lab().graphRequests().stream()
                .filter(request -> request.path("path").asText().endsWith("/send")
                        && request.path("mailbox").asText().equals(mailbox + "@contoso.example"))
                .count();
    }
}
