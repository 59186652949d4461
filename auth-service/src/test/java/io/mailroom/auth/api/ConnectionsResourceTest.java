package io.mailroom.auth.api;

import static io.mailroom.auth.testing.TestingClient.code;
import static io.mailroom.auth.testing.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(AuthStack.class)
class ConnectionsResourceTest {
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
    class A_request_that_is_wrong {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '!',
                value = {
                    "{}|FIELD_MISSING|/returnUrl",
                    "[]|MALFORMED_JSON|",
                    "{\"returnUrl\":\"https://evil.example/\"}|RETURN_URL_NOT_REGISTERED|/returnUrl",
                    "{\"returnUrl\":\"https://erp.contoso.example/done/x\"}|RETURN_URL_NOT_REGISTERED|/returnUrl",
                    "{\"returnUrl\":7}|FIELD_INVALID|/returnUrl",
                    "{\"returnUrl\":\"https://erp.contoso.example/done\",\"mailboxHint\":\"no address\"}|FIELD_INVALID|/mailboxHint",
                    "{\"returnUrl\":\"https://erp.contoso.example/done\",\"sharedMailboxes\":[\"a@b.example\",3]}|FIELD_INVALID|/sharedMailboxes/1",
                    "{\"returnUrl\":\"https://erp.contoso.example/done\",\"x/y\":1}|FIELD_UNKNOWN|/?",
                    "{\"returnUrl\":\"https://erp.contoso.example/done\",\"connectionId\":\"a b\"}|FIELD_INVALID|/connectionId"
                })
        void is_answered_with_the_field_at_fault(String body, String code, String field) {
            HttpResponse<String> answer = erp.ask(body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(code(answer)).isEqualTo(code);
            assertThat(json(answer).path("field").asText()).isEqualTo(field == null ? "" : field);
        }
    }

    @Nested
    class Another_application {
        @Test
        void sees_nothing_of_it() {
            String id = erp.connect();
            String crm = entra.serviceToken("crm-app", "Mailroom.Client");

            assertThat(erp.browser()
                            .call("GET", "/api/connections/" + id, crm, null)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(erp.browser()
                            .call("DELETE", "/api/connections/" + id, crm, null)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(code(erp.lease(id, "crm", entra.serviceToken("worker-app", "Mailroom.Worker"))))
                    .isEqualTo("CONNECTION_UNKNOWN");
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void needs_the_right_role_and_a_registration() {
            String body = "{\"returnUrl\":\"" + TestingClient.DONE + "\"}";
            String worker = entra.serviceToken("worker-app", "Mailroom.Worker");
            String stranger = entra.serviceToken("stranger-app", "Mailroom.Client");

            assertThat(erp.browser()
                            .call("POST", "/api/connections", null, body)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(erp.browser()
                            .call("POST", "/api/connections", worker, body)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(code(erp.browser().call("POST", "/api/connections", stranger, body)))
                    .isEqualTo("CLIENT_UNKNOWN");
            assertThat(erp.lease("any", "erp", erp.erpToken()).statusCode()).isEqualTo(403);
        }
    }
}
