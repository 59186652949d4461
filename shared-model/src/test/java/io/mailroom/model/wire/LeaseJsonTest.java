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
import java.net.URI;
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
