package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a server in Microsoft's place answers: each sync ends by name, after few calls, and tells each mail once. */
@Order(8)
class ForeignInputTest extends StackTest {
    @AfterEach
    void as_before() {
        driven.lab().clearFaults();
        driven.lab().resetSettings();
    }

    @Nested
    class Links_that_lead_nowhere {
        @ParameterizedTest
        @CsvSource({"endless, 260", "repeating, 10"})
        void end_the_sync_and_the_next_one_is_as_if_they_had_never_been(String links, int mostCalls) {
            ConnectionId connection = mailbox(links, "one", "two");
            driven.lab().change(MailJson.object().put("deltaLinks", links));

            JsonNode result = sync(connection, links + "-1");

            assertThat(result.path("code").asText()).isEqualTo("FOLDER_UNREADABLE");
            assertThat(result.path("retryable").asBoolean()).isTrue();
            assertThat(deltaCalls(links)).isLessThan(mostCalls);
            driven.lab().resetSettings();
            assertThat(sync(connection, links + "-2").path("received").asInt()).isZero();
            assertThat(announced(connection)).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Nested
    class A_stored_link {
        @ParameterizedTest
        @CsvSource({"404, SyncStateNotFound", "400, SyncStateInvalid", "404, ErrorItemNotFound", "501, NotImplemented"})
        void that_is_refused_costs_one_resync_and_no_second_announcement(int status, String code) {
            String name = "refused-" + status + "-" + code.toLowerCase(java.util.Locale.ROOT);
            ConnectionId connection = mailbox(name, "before");
            assertThat(sync(connection, name + "-1").path("received").asInt()).isEqualTo(1);
            arrives(name, "after");
            driven.lab()
                    .fault(
                            MailJson.object()
                                    .put("pathRegex", "delta")
                                    .put("queryRegex", "token")
                                    .put("mailbox", address(name)),
                            MailJson.object().put("status", status).put("code", code),
                            1);

            JsonNode result = sync(connection, name + "-2");

            assertThat(result.path("status").asText()).isEqualTo("SYNCED");
            assertThat(result.path("received").asInt()).isEqualTo(1);
            assertThat(announced(connection)).containsExactlyInAnyOrder("before", "after");
        }

        @Test
        void that_is_refused_for_ever_with_every_one_after_it_ends_the_sync() {
            ConnectionId connection = mailbox("never", "one");
            sync(connection, "never-1");
            driven.lab()
                    .fault(
                            MailJson.object().put("pathRegex", "delta").put("mailbox", address("never")),
                            MailJson.object().put("status", 410).put("code", "SyncStateNotFound"),
                            0);

            JsonNode result = sync(connection, "never-2");

            assertThat(result.path("code").asText()).isEqualTo("FOLDER_UNREADABLE");
            assertThat(announced(connection)).containsExactly("one");
        }
    }

    @Nested
    class A_mail_that_cannot_be_read {
        @Test
        void is_told_and_passed_and_costs_no_other_one() {
            ConnectionId connection = mailbox("unreadable", "a", "b", "unreadable", "c", "d");
            driven.lab().change(MailJson.object().put("unreadableSubjects", "unreadable"));

            JsonNode result = sync(connection, "unreadable-1");

            assertThat(result.path("status").asText()).isEqualTo("SYNCED");
            assertThat(result.path("received").asInt()).isEqualTo(4);
            assertThat(result.path("unreadable").asInt()).isEqualTo(1);
            assertThat(announced(connection)).containsExactlyInAnyOrder("a", "b", "c", "d");
            assertThat(deltaCalls("unreadable")).isLessThan(20);
        }
    }

    @Nested
    class An_answer_in_another_form {
        @ParameterizedTest
        @CsvSource({"malformedDates", "gzipAnswers"})
        void blocks_nothing(String oddity) {
            String name = oddity.toLowerCase(java.util.Locale.ROOT);
            ConnectionId connection = mailbox(name, "one", "two");
            ObjectNode odd = MailJson.object().put(oddity, true);
            driven.lab().change(odd);

            assertThat(sync(connection, name + "-1").path("received").asInt()).isEqualTo(2);
            driven.publish(Mails.of(connection, name + "-send"));
            driven.topics().assertSent(name + "-send");
            assertThat(announced(connection)).containsExactlyInAnyOrder("one", "two");
        }
    }

    private ConnectionId mailbox(String name, String... subjects) {
        ConnectionId connection = driven.connect(address(name));
        for (String subject : subjects) {
            arrives(name, subject);
        }
        return connection;
    }

    private void arrives(String name, String subject) {
        driven.lab().incoming(address(name), MailJson.object().put("subject", subject));
    }

    private static String address(String name) {
        return "foreign-" + name + "@contoso.example";
    }

    private JsonNode sync(ConnectionId connection, String id) {
        driven.publish(new SyncMail(new CommandKey("/erp", "foreign-" + id), connection, "inbox"));
        return driven.result("foreign-" + id);
    }

    /** The subjects of what was announced, each as often as it was. */
    private List<String> announced(ConnectionId connection) {
        return driven.topics().committed("mail.received.erp").stream()
                .map(Topics::json)
                .filter(mail -> mail.path("connectionId").asText().equals(connection.value()))
                .map(mail -> mail.path("subject").asText())
                .toList();
    }

    private long deltaCalls(String name) {
        return driven.lab().graphRequests().stream()
                .filter(request -> request.path("path").asText().contains("delta")
                        && request.path("mailbox").asText().equals(address(name)))
                .count();
    }
}
