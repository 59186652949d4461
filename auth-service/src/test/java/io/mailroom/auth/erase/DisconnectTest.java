package io.mailroom.auth.erase;

import static io.mailroom.auth.testing.TestingClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class DisconnectTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    TestingClient erp;

    @BeforeEach
    void freshStart() {
        entra.reset();
        postgres.execute("delete from connection");
        postgres.execute("delete from pending_consent");
        erp = new TestingClient(entra, service);
    }

    @Nested
    class A_disconnect {
        @Test
        void destroys_ciphertext_salt_and_consents_and_leaves_a_tombstone() {
            String id = erp.connect();
            erp.reconnect(id);

            HttpResponse<String> answer = erp.delete(id);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(erp.state(id)).isEqualTo("DISCONNECTED");
            assertThat(postgres.text("select count(*) from connection where key_id is not null or salt is not null"
                            + " or refresh_token is not null or access_token is not null"))
                    .isEqualTo("0");
            assertThat(postgres.text("select count(*) from pending_consent")).isEqualTo("0");
            assertThat(code(erp.lease(id))).isEqualTo("DISCONNECTED");
            assertThat(erp.delete(id).statusCode()).isEqualTo(204);
        }

        @Test
        void does_not_stand_in_the_way_of_a_new_connection() {
            String id = erp.connect();
            erp.delete(id);

            String second = erp.connect();

            assertThat(second).isNotEqualTo(id);
            assertThat(erp.state(second)).isEqualTo("CONNECTED");
        }

        @Test
        void withdraws_a_link_that_was_not_used() {
            JsonNode link = erp.begin();
            assertThat(erp.delete(link.path("connectionId").textValue()).statusCode())
                    .isEqualTo(204);

            assertThat(erp.browser().open(link.path("connectUrl").textValue()).statusCode())
                    .isEqualTo(410);
        }
    }
}
