package io.mailroom.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.RevealSecrets;
import io.mailroom.model.secret.TokenFingerprint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseJsonTest {
    private static final String CLEAR = "eyJ0eXAi.clear-text-of-a-token.c2ln";
    private static final LeaseReply REPLY = new LeaseReply(
            new AccessToken(CLEAR),
            Instant.parse("2026-11-23T11:00:00.123456Z"),
            new MailboxAddress("adele@contoso.example"),
            "6f1d0c3a-0000-4000-8000-00000000ad01",
            "6f1d0c3a-0000-4000-8000-00000000c001",
            URI.create("https://graph.contoso.example/v1.0"));

    @Test
    void a_request_survives_the_wire() {
        var request = new LeaseRequest(new ConnectionId("c-1"), new ClientName("erp"));

        assertThat(LeaseJson.readRequest(LeaseJson.request(request))).isEqualTo(request);
    }

    @Nested
    class A_request_of_a_worker_whose_token_was_refused {
        private final TokenFingerprint refused = TokenFingerprint.of(new AccessToken(CLEAR));
        private final LeaseRequest request = new LeaseRequest(new ConnectionId("c-1"), new ClientName("erp"), refused);

        @Test
        void survives_the_wire_and_names_the_token_without_telling_it() {
            ObjectNode json = LeaseJson.request(request);

            assertThat(LeaseJson.readRequest(json)).isEqualTo(request);
            assertThat(json.toString()).contains(refused.value()).doesNotContain(CLEAR);
        }

        @Test
        void is_understood_without_that_by_an_older_version() {
            ObjectNode json = LeaseJson.request(request).without("refusedToken");

            assertThat(LeaseJson.readRequest(json))
                    .isEqualTo(new LeaseRequest(new ConnectionId("c-1"), new ClientName("erp")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "7", "\"\"", "\"short\"", "{}", "\"" + CLEAR + "\""})
        void is_refused_if_it_names_no_token_and_quotes_nothing(String named) throws IOException {
            ObjectNode json = LeaseJson.request(request);
            json.set("refusedToken", MailJson.read(named.getBytes(StandardCharsets.UTF_8)));

            assertThatThrownBy(() -> LeaseJson.readRequest(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain(CLEAR);
        }
    }

    @Test
    void a_reply_survives_the_wire_with_its_token() {
        LeaseReply read = LeaseJson.readReply(LeaseJson.reply(REPLY));

        assertThat(read.accessToken().reveal(RevealSecrets.forTheWire())).isEqualTo(CLEAR);
        assertThat(read).usingRecursiveComparison().isEqualTo(REPLY);
    }

    @Nested
    class A_reply_that_cannot_be_read {
        @ParameterizedTest
        @ValueSource(strings = {"accessToken", "expiresAt", "mailbox", "userId", "tenantId", "graphUrl"})
        void names_the_field_that_is_missing(String field) {
            ObjectNode json = LeaseJson.reply(REPLY);
            json.remove(field);

            assertThatThrownBy(() -> LeaseJson.readReply(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(field);
        }

        @ParameterizedTest
        @ValueSource(strings = {"expiresAt", "mailbox", "graphUrl"})
        void quotes_nothing_of_what_it_read(String field) {
            ObjectNode json = LeaseJson.reply(REPLY).put(field, "no such thing: " + CLEAR);

            assertThatThrownBy(() -> LeaseJson.readReply(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(field)
                    .hasNoCause()
                    .message()
                    .doesNotContain(CLEAR);
        }
    }
}
