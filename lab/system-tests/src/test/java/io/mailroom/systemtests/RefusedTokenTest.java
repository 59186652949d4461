package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.erp.AuthApi;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Graph answers 401 though the token would last and the user's sign-in is in order. */
@Order(6)
class RefusedTokenTest extends StackTest {

    @Nested
    class A_token_that_was_ended_before_its_time {
        private static final String ADDRESS = "ended@contoso.example";

        @Test
        void is_renewed_once_and_every_mail_is_sent_without_a_word_about_a_sign_in() throws SQLException {
            ConnectionId ended = driven.connect(ADDRESS);
            driven.publish(Mails.of(ended, "ended-before"));
            driven.topics().assertSent("ended-before");
            long before = grants(ended);

            driven.lab().endAccess(ADDRESS);
            driven.publish(Mails.of(ended, "ended-1"));
            driven.publish(Mails.of(ended, "ended-2"));

            driven.assertSentOnce("ended-1");
            driven.assertSentOnce("ended-2");
            assertThat(grants(ended)).as("grants that were stored").isEqualTo(before + 1);
            assertThat(state(ended)).isEqualTo("CONNECTED");
        }
    }

    @Nested
    class A_mailbox_that_takes_no_token_at_all {
        private static final String ADDRESS = "unlicensed@contoso.example";

        private String refusal = "";

        @BeforeEach
        void shortenHowLongACommandWaits() {
            driven.restartWith(RunningStack.OPTIONS.with("mail-worker", "mailroom.park.reconnect-within", "PT20S"));
            ObjectNode match = MailJson.object().put("mailbox", ADDRESS).put("pathRegex", "^/v1.0/users/");
            ObjectNode fault = MailJson.object().put("status", 401).put("code", "InvalidAuthenticationToken");
            refusal = driven.lab().fault(match, fault, 1_000_000);
        }

        @AfterEach
        void backToTheUsual() {
            driven.lab().clearFaults();
            driven.restartWith(RunningStack.OPTIONS);
        }

        @Test
        void costs_one_renewal_and_its_commands_end_by_that_code_while_others_go_on() throws SQLException {
            ConnectionId refused = driven.connect(ADDRESS);
            ConnectionId other = driven.connect("licensed@contoso.example");
            long before = grants(refused);

            for (int i = 0; i < 5; i++) {
                driven.publish(Mails.of(refused, "unlicensed-" + i));
            }
            driven.publish(Mails.of(other, "licensed"));

            driven.topics().assertSent("licensed");
            assertThat(driven.topics().parked("unlicensed-0"))
                    .isNotEmpty()
                    .allSatisfy(
                            parked -> assertThat(parked.path("reason").asText()).isEqualTo("TOKEN_REFUSED"));
            for (int i = 0; i < 5; i++) {
                JsonNode result = driven.result("unlicensed-" + i);
                assertThat(result.path("status").asText()).isEqualTo("FAILED");
                assertThat(result.path("code").asText()).isEqualTo("TOKEN_REFUSED");
                assertThat(result.path("retryable").asBoolean()).isTrue();
            }
            assertThat(state(refused)).isEqualTo("CONNECTED");
            assertThat(grants(refused)).as("grants that were stored").isEqualTo(before + 1);
            assertThat(driven.lab().hits(refusal)).as("calls to Graph").isLessThan(100);
        }
    }

    private String state(ConnectionId connection) {
        return new AuthApi(driven.info()).state(connection.value());
    }

    /** How many grants were stored so far: one by the consent, and one by each refresh. */
    private long grants(ConnectionId connection) throws SQLException {
        try (var database = driven.database();
                var version = database.prepareStatement("select grant_version from connection where id = ?")) {
            version.setString(1, connection.value());
            try (var rows = version.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        }
    }
}
