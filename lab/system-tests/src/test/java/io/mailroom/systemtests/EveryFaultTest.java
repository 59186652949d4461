package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.mailroom.systemtests.RunningStack.Driven;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every switch of the simulator, with a real worker, a real broker and real HTTP (facts G3). */
@ExtendWith(RunningStack.class)
@Order(7)
class EveryFaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Driven driven;

    EveryFaultTest(Driven driven) {
        this.driven = driven;
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class A_call_that_goes_wrong {
        /** All at once, each in a mailbox of its own: the slowest decides how long it takes. */
        @BeforeAll
        void all_commands_are_under_way() {
            for (CallFault fault : CallFault.values()) {
                ConnectionId connection = driven.connect(fault.address());
                driven.lab().fault(fault.match(), fault.order(), 1);
                driven.topics().publish(Mails.of(connection, fault.command()));
            }
        }

        @AfterAll
        void nothing_goes_wrong_any_more() {
            driven.lab().clearFaults();
        }

        @ParameterizedTest
        @EnumSource(CallFault.class)
        void costs_no_mail_and_no_second_one(CallFault fault) {
            List<JsonNode> results = driven.topics().results(fault.command(), 1);

            assertThat(results)
                    .singleElement()
                    .satisfies(result -> assertThat(result.path("status").asText())
                            .as("%s", result)
                            .isEqualTo("SENT"));
            assertThat(driven.submissions(fault.command())).isEqualTo(1);
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
            ConnectionId connection = driven.connect(id + "@contoso.example");
            driven.lab().change(MailJson.object().put("secondSend", answer));
            driven.lab()
                    .fault(
                            CallFault.SENT_AND_REPLY_LOST.match().put("mailbox", id + "@contoso.example"),
                            CallFault.SENT_AND_REPLY_LOST.order(),
                            1);
            driven.topics().publish(Mails.of(connection, id));

            assertThat(status(id)).isEqualTo("SENT");
            assertThat(sends(id)).isEqualTo(1);
            assertThat(driven.submissions(id)).isEqualTo(1);
        }

        /** On its way it looks like the draft that it was, and then it is gone. */
        @Test
        void has_its_sent_copy_elsewhere_and_cannot_tell() {
            lostReply(
                    "elsewhere",
                    MailJson.object().put("sentCopyElsewhere", true).put("pendingIsDraft", true));

            assertThat(status("elsewhere")).isEqualTo("UNKNOWN");
            assertThat(driven.submissions("elsewhere")).isEqualTo(1);
        }

        @Test
        void has_its_sent_copy_elsewhere_and_shows_the_mail_on_its_way() {
            lostReply(
                    "on-its-way",
                    MailJson.object().put("sentCopyElsewhere", true).put("sentItemsDelayMs", 60_000));

            assertThat(status("on-its-way")).isEqualTo("SENT");
            assertThat(driven.submissions("on-its-way")).isEqualTo(1);
        }

        private void lostReply(String id, ObjectNode settings) {
            String address = id + "@contoso.example";
            ConnectionId connection = driven.connect(address);
            driven.lab().change(settings);
            driven.lab()
                    .fault(
                            CallFault.SENT_AND_REPLY_LOST.match().put("mailbox", address),
                            CallFault.SENT_AND_REPLY_LOST.order(),
                            1);
            driven.topics().publish(Mails.of(connection, id));
        }

        @Test
        void loses_its_draft_to_the_user_and_cannot_tell() {
            String address = "deleted@contoso.example";
            ConnectionId connection = driven.connect(address);
            driven.lab()
                    .fault(
                            CallFault.NOT_SENT_AND_504.match().put("mailbox", address),
                            CallFault.NOT_SENT_AND_504.order(),
                            1);
            driven.lab().change(MailJson.object().put("deletedItemsFolder", false));
            driven.topics().publish(Mails.of(connection, "deleted"));
            assertThat(Eventually.within(PATIENCE, () -> sends("deleted") == 1)).isTrue();
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

            assertThat(Eventually.within(
                            PATIENCE,
                            () -> driven.lab()
                                            .messages("ndr@contoso.example", "inbox")
                                            .size()
                                    == 1))
                    .isTrue();
            assertThat(driven.topics().results("ndr", 1)).hasSize(1);
        }

        @Test
        void has_forgotten_where_a_sync_stood() {
            ConnectionId connection = driven.connect("gone@contoso.example");
            driven.topics().publish(new SyncMail(new CommandKey("/erp", "gone-1"), connection, "inbox"));
            assertThat(status("gone-1")).isEqualTo("SYNCED");
            driven.lab()
                    .fault(
                            MailJson.object().put("pathRegex", "delta").put("mailbox", "gone@contoso.example"),
                            MailJson.object().put("status", 410).put("code", "SyncStateNotFound"),
                            1);

            driven.topics().publish(new SyncMail(new CommandKey("/erp", "gone-2"), connection, "inbox"));

            assertThat(status("gone-2")).isEqualTo("SYNCED");
        }

        private JsonNode sent(String id, ObjectNode settings) {
            ConnectionId connection = driven.connect(id + "@contoso.example");
            driven.lab().change(settings);
            driven.topics().publish(Mails.of(connection, id));
            List<JsonNode> results = driven.topics().results(id, 1);
            assertThat(results)
                    .singleElement()
                    .satisfies(
                            result -> assertThat(result.path("status").asText()).isEqualTo("SENT"));
            return results.getFirst();
        }
    }

    private String status(String id) {
        List<JsonNode> results = driven.topics().results(id, 1);
        assertThat(results).hasSize(1);
        return results.getFirst().path("status").asText();
    }

    /** How often the worker asked for this mailbox's mail to be sent. */
    private long sends(String mailbox) {
        return driven.lab().graphRequests().stream()
                .filter(request -> request.path("path").asText().endsWith("/send")
                        && request.path("mailbox").asText().equals(mailbox + "@contoso.example"))
                .count();
    }
}
