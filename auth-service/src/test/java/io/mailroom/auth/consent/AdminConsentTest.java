package io.mailroom.auth.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingBrowser;
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
class AdminConsentTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    TestingClient erp;

    @BeforeEach
    void fresh() {
        entra.reset();
        postgres.execute("delete from connection");
        postgres.execute("delete from pending_consent");
        postgres.execute("delete from refused_consent");
        postgres.execute("delete from outbox");
        erp = new TestingClient(entra, service);
    }

    private static final String RETURN = "{\"returnUrl\":\"" + TestingClient.DONE + "\"}";

    /** A user whose tenant lets only administrators consent. @return the connection's id */
    private String refused() {
        entra.refuseUser(90094);
        JsonNode begun = erp.begin();
        String end = TestingBrowser.location(
                erp.browser().consent(begun.path("connectUrl").textValue()));
        assertThat(end).contains("error=ADMIN_REQUIRED");
        entra.refuseUser(null);
        return begun.path("connectionId").textValue();
    }

    private HttpResponse<String> adminLink(String id) {
        return erp.post("/api/connections/" + id + "/admin-consent", RETURN);
    }

    private String consented(String id) {
        String url = TestingClient.json(adminLink(id)).path("adminConsentUrl").textValue();
        return TestingBrowser.location(erp.browser().consent(url));
    }

    @Nested
    class A_user_who_may_not_consent {
        @Test
        void leaves_a_connection_that_needs_an_administrator() {
            String id = refused();

            JsonNode connection = TestingClient.json(erp.get(id));
            assertThat(connection.path("state").asText()).isEqualTo("NEEDS_ADMIN");
            assertThat(connection.path("aadsts").asInt()).isEqualTo(90094);
            assertThat(connection.path("nextStep").asText()).contains("administrator");
            assertThat(postgres.text("select count(*) from outbox where connection_id = '" + id
                            + "' and data not like '%NEEDS_ADMIN%'"))
                    .isEqualTo("0");
        }

        @Test
        void connects_under_the_same_id_once_the_administrator_has_consented() {
            String id = refused();
            assertThat(consented(id)).contains("status=admin_consented", "connectionId=" + id);

            String end = TestingBrowser.location(
                    erp.browser().consent(erp.reconnect(id).path("connectUrl").textValue()));

            assertThat(end).contains("status=connected", "connectionId=" + id);
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
            assertThat(postgres.text("select count(*) from refused_consent")).isEqualTo("0");
        }

        @Test
        void can_be_disconnected_before_anything_came_of_it() {
            String id = refused();

            assertThat(erp.delete(id).statusCode()).isEqualTo(204);
            assertThat(erp.get(id).statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class An_administrators_link {
        @Test
        void asks_for_the_least_permissions_on_any_tenant_while_nobody_is_identified() {
            consented(refused());

            assertThat(entra.requests())
                    .last()
                    .asString()
                    .startsWith("/organizations/v2.0/adminconsent")
                    .contains("Mail.ReadWrite", "Mail.Send")
                    .doesNotContain("Shared");
        }

        @Test
        void asks_on_the_users_own_tenant_once_it_is_known() {
            String id = erp.connect();

            consented(id);

            assertThat(entra.requests()).last().asString().startsWith("/" + TestingEntra.CONTOSO + "/");
        }

        @Test
        void lets_a_connection_that_waited_try_again_at_once() {
            String id = erp.connect();
            postgres.execute("update connection set state = 'NEEDS_ADMIN', retry_at = now() + interval '1 hour',"
                    + " access_expires_at = now()");
            assertThat(TestingClient.code(erp.lease(id))).isEqualTo("ADMIN_REQUIRED");

            consented(id);

            assertThat(erp.lease(id).statusCode()).isEqualTo(200);
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void that_is_refused_changes_nothing() {
            String id = refused();
            entra.refuseAdmin();

            assertThat(consented(id)).contains("error=");
            assertThat(erp.state(id)).isEqualTo("NEEDS_ADMIN");
        }

        @Test
        void opens_once_and_its_answer_counts_in_the_same_browser_alone() {
            String id = refused();
            String url =
                    TestingClient.json(adminLink(id)).path("adminConsentUrl").textValue();
            String consent = TestingBrowser.location(erp.browser().open(url));
            String back = TestingBrowser.location(erp.browser().open(consent));
            erp.browser().forgetCookies();

            assertThat(erp.browser().open(back).statusCode()).isEqualTo(400);
            assertThat(erp.browser().open(url).statusCode()).isEqualTo(410);
            assertThat(erp.state(id)).isEqualTo("NEEDS_ADMIN");
        }

        @Test
        void is_given_to_the_client_of_the_connection_alone_and_leads_back_to_registered_places() {
            String id = refused();
            String crm = entra.serviceToken("crm-app", "Mailroom.Client");
            String path = "/api/connections/" + id + "/admin-consent";
            String crmReturn = "{\"returnUrl\":\"https://crm.contoso.example/done\"}";

            assertThat(erp.browser().call("POST", path, crm, crmReturn).statusCode())
                    .isEqualTo(404);
            assertThat(TestingClient.code(erp.post(path, crmReturn))).isEqualTo("RETURN_URL_NOT_REGISTERED");
        }
    }
}
