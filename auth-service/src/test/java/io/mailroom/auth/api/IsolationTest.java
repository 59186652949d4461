package io.mailroom.auth.api;

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
class IsolationTest {
    private static final String CRM_RETURN = "https://crm.contoso.example/done";

    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    TestingClient erp;
    String id = "";
    String crm = "";

    @BeforeEach
    void connectedByTheErp() {
        entra.reset();
        postgres.execute("delete from connection");
        erp = new TestingClient(entra, service);
        id = erp.connect();
        crm = entra.serviceToken("crm-app", "Mailroom.Client");
    }

    private HttpResponse<String> asCrm(String method, String path, String body) {
        return erp.browser().call(method, path, crm, body.isEmpty() ? null : body);
    }

    @Nested
    class A_connection_of_another_client {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        GET    | /api/connections/ID               |
                        DELETE | /api/connections/ID               |
                        POST   | /api/connections/ID/admin-consent | {"returnUrl":"https://crm.contoso.example/done"}
                        POST   | /api/connections                  | {"returnUrl":"https://crm.contoso.example/done","connectionId":"ID"}
                        """)
        void cannot_be_told_from_one_that_is_not_there(String method, String path, String body) {
            String text = body == null ? "" : body;

            HttpResponse<String> theirs = asCrm(method, path.replace("ID", id), text.replace("ID", id));

            HttpResponse<String> nobodys = asCrm(method, path.replace("ID", "unknown"), text.replace("ID", "unknown"));
            assertThat(theirs.statusCode()).isEqualTo(404).isEqualTo(nobodys.statusCode());
            assertThat(theirs.body()).isEqualTo(nobodys.body());
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void is_not_in_its_list() {
            assertThat(asCrm("GET", "/api/connections", "").body()).doesNotContain(id);
        }

        @Test
        void is_not_lent_for_it() {
            String worker = entra.serviceToken("worker-app", "Mailroom.Worker");

            assertThat(TestingClient.code(erp.lease(id, "crm", worker))).isEqualTo("CONNECTION_UNKNOWN");
        }
    }

    @Nested
    class A_token {
        @ParameterizedTest
        @CsvSource({
            "Mailroom.Worker, GET, /api/connections",
            "Mailroom.Worker, POST, /api/erasures",
            "Mailroom.Client, POST, /internal/leases",
            "Mailroom.Other, GET, /api/connections"
        })
        void of_another_role_is_forbidden(String role, String method, String path) {
            String token = entra.serviceToken("erp-app", role);

            HttpResponse<String> response =
                    erp.browser().call(method, path, token, method.equals("POST") ? "{}" : null);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(TestingClient.code(response)).isEqualTo("FORBIDDEN");
        }

        @ParameterizedTest
        @CsvSource({"GET, /api/connections", "POST, /internal/leases", "POST, /api/exports"})
        void that_is_missing_or_forged_is_unauthorized(String method, String path) {
            String body = method.equals("POST") ? "{}" : null;
            String forged = erp.erpToken().replaceAll("\\.[^.]*$", ".AAAA");

            assertThat(erp.browser().call(method, path, null, body).statusCode())
                    .isEqualTo(401);
            assertThat(erp.browser().call(method, path, forged, body).statusCode())
                    .isEqualTo(401);
        }

        @Test
        void of_a_client_that_is_not_registered_is_refused() {
            String stranger = entra.serviceToken("stranger-app", "Mailroom.Client");

            assertThat(TestingClient.code(erp.browser().call("GET", "/api/connections", stranger, null)))
                    .isEqualTo("CLIENT_UNKNOWN");
        }
    }
}
