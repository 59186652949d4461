package io.mailroom.auth.erase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.Person;
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
class PersonalDataTest {
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

    private static final String ADELE = "{\"mailbox\":\"Adele@Contoso.example\"}";

    private String everything() {
        return postgres.text("select (select coalesce(string_agg(c::text, ' '), '') from connection c)"
                + " || (select coalesce(string_agg(p::text, ' '), '') from pending_consent p)"
                + " || (select coalesce(string_agg(r::text, ' '), '') from refused_consent r)"
                + " || (select coalesce(string_agg(e::text, ' '), '') from erasure e)"
                + " || (select coalesce(string_agg(o::text, ' '), '') from outbox o)");
    }

    private JsonNode receipt(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return TestingClient.json(response);
    }

    @Nested
    class An_erasure {
        @Test
        void leaves_not_one_row_that_names_the_person() {
            String id = erp.connect();
            erp.reconnect(id);
            erp.begin();

            JsonNode receipt = receipt(erp.post("/api/erasures", ADELE));

            assertThat(everything())
                    .doesNotContainIgnoringCase("adele")
                    .doesNotContain(Person.ADELE.oid(), TestingEntra.CONTOSO);
            assertThat(receipt.path("connections").asInt()).isEqualTo(1);
            assertThat(receipt.path("grants").asInt()).isEqualTo(1);
            assertThat(receipt.path("consentsUnderWay").asInt()).isEqualTo(2);
            assertThat(receipt.path("connectionIds").path(0).asText()).isEqualTo(id);
        }

        @Test
        void ends_leases_and_the_link_that_was_under_way() {
            String id = erp.connect();
            String link = erp.reconnect(id).path("connectUrl").textValue();

            receipt(erp.post("/api/erasures", "{\"connectionId\":\"" + id + "\"}"));

            assertThat(TestingClient.code(erp.lease(id))).isEqualTo("CONNECTION_UNKNOWN");
            assertThat(erp.browser().open(link).statusCode()).isEqualTo(410);
            assertThat(erp.get(id).statusCode()).isEqualTo(404);
        }

        @Test
        void is_told_by_a_last_event_that_names_nobody() {
            String id = erp.connect();
            receipt(erp.post("/api/erasures", ADELE));

            assertThat(postgres.text(
                            "select coalesce(string_agg(data, ' '), 'sent') from outbox where connection_id = '" + id
                                    + "'"))
                    .matches("sent|\\{.*\"state\":\"DISCONNECTED\",\"reason\":\"erased\".*")
                    .doesNotContain("mailbox\"");
        }

        @Test
        void is_not_undone_by_a_refresh_that_was_under_way() throws InterruptedException {
            String id = erp.connect();
            postgres.execute("update connection set access_expires_at = now()");
            entra.hold();
            Thread lease = Thread.ofVirtual().start(() -> erp.lease(id));
            entra.awaitRefreshArrived();

            receipt(erp.post("/api/erasures", ADELE));
            entra.open();
            lease.join();

            assertThat(postgres.text("select count(*) from connection")).isEqualTo("0");
        }

        @Test
        void of_somebody_unknown_says_that_nothing_was_held() {
            JsonNode receipt = receipt(erp.post("/api/erasures", "{\"mailbox\":\"nobody@contoso.example\"}"));

            assertThat(receipt.path("connections").asInt()).isZero();
        }

        @Test
        void touches_nothing_of_another_client() {
            String id = erp.connect();
            String crm = entra.serviceToken("crm-app", "Mailroom.Client");

            HttpResponse<String> response = erp.browser().call("POST", "/api/erasures", crm, ADELE);

            assertThat(receipt(response).path("connections").asInt()).isZero();
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void leaves_a_receipt_that_can_be_read_again_by_its_client_alone() {
            erp.connect();
            JsonNode receipt = receipt(erp.post("/api/erasures", ADELE));
            String path = "/api/erasures/" + receipt.path("receiptId").asText();
            String crm = entra.serviceToken("crm-app", "Mailroom.Client");

            assertThat(TestingClient.json(erp.browser().call("GET", path, erp.erpToken(), null)))
                    .isEqualTo(receipt);
            assertThat(erp.browser().call("GET", path, crm, null).statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class An_export {
        @Test
        void tells_all_but_the_secrets() {
            String id = erp.connect();
            erp.reconnect(id);

            HttpResponse<String> response = erp.post("/api/exports", ADELE);

            JsonNode export = TestingClient.json(response);
            assertThat(export.path("connections").path(0).path("mailbox").asText())
                    .isEqualTo("adele@contoso.example");
            assertThat(export.path("connections").path(0).path("userId").asText())
                    .isEqualTo(Person.ADELE.oid());
            assertThat(export.path("consentsUnderWay")).hasSize(1);
            assertThat(response.body())
                    .doesNotContain(postgres.text("select salt from connection"))
                    .doesNotContain(postgres.text("select refresh_token from connection"));
            assertThat(entra.issued()).noneMatch(response.body()::contains);
        }
    }

    @Nested
    class A_request_that_names_nobody {
        @Test
        void or_two_at_once_is_refused() {
            assertThat(TestingClient.code(erp.post("/api/erasures", "{}"))).isEqualTo("FIELD_MISSING");
            assertThat(TestingClient.code(erp.post("/api/erasures", "{\"mailbox\":\"not an address\"}")))
                    .isEqualTo("FIELD_INVALID");
            assertThat(TestingClient.code(erp.post("/api/exports", "["))).isEqualTo("MALFORMED_JSON");
        }
    }

    @Nested
    class A_disconnect {
        @Test
        void destroys_ciphertext_and_salt_and_keeps_the_tombstone() {
            String id = erp.connect();

            erp.delete(id);

            assertThat(postgres.text(
                            "select state || ' ' || (coalesce(key_id, salt, refresh_token, access_token) is null)"
                                    + " from connection"))
                    .isEqualTo("DISCONNECTED true");
            assertThat(TestingClient.code(erp.lease(id))).isEqualTo("DISCONNECTED");
        }
    }
}
