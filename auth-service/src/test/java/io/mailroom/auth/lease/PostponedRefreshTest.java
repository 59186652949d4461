package io.mailroom.auth.lease;

import static io.mailroom.auth.testing.TestingBrowser.location;
import static io.mailroom.auth.testing.TestingClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.Person;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class PostponedRefreshTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    RegistrationBreaker breaker;

    TestingClient erp;
    String id = "";

    @BeforeEach
    void connectedAndExpired() {
        entra.reset();
        breaker.close("global");
        postgres.execute("delete from connection");
        erp = new TestingClient(entra, service);
        id = erp.connect();
        expire();
    }

    private void expire() {
        postgres.execute("update connection set access_expires_at = now() - interval '1 minute', retry_at = null");
    }

    private String restAfter(int status, String error, int aadsts) {
        expire();
        entra.answerNext(Answer.error(status, error, aadsts));
        return erp.lease(id).headers().firstValue("Retry-After").orElseThrow();
    }

    @Nested
    class A_loop_that_the_platform_sees_in_us {
        @Test
        void makes_each_rest_longer_than_the_last_and_never_ends_the_connection() {
            assertThat(restAfter(400, "invalid_grant", 50196)).isEqualTo("300");
            assertThat(restAfter(400, "invalid_grant", 50196)).isEqualTo("600");
            assertThat(restAfter(400, "invalid_grant", 50196)).isEqualTo("1200");
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void is_forgotten_with_the_next_token() {
            restAfter(400, "invalid_grant", 50196);
            expire();
            erp.lease(id);

            assertThat(restAfter(400, "invalid_grant", 50196)).isEqualTo("300");
        }
    }

    @Nested
    class A_fault_of_the_operator {
        @Test
        void stops_every_connection_and_changes_none() {
            entra.signsIn(Person.ALEX);
            String other = erp.connect();
            expire();
            entra.answerNext(Answer.error(401, "invalid_client", 7000222));
            erp.lease(id);

            assertThat(code(erp.lease(other))).isEqualTo("OPERATOR_FAULT");
            assertThat(entra.refreshes()).isEqualTo(1);
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
            assertThat(erp.state(other)).isEqualTo("CONNECTED");
            assertThat(erp.browser().call("GET", "/q/health/ready", null, null).body())
                    .contains("refused in global");
            assertThat(erp.browser().call("GET", "/q/metrics", null, null).body())
                    .contains("mailroom_registration_refused{cloud=\"global\"} 1.0");
        }
    }

    @Nested
    class A_policy_that_asks_for_more {
        private static final String CLAIMS = "{\"access_token\":{\"capolids\":{\"essential\":true}}}";

        private String authorizeAfter(String claims) {
            entra.answerNext(new Answer(
                    400,
                    "{\"error\":\"interaction_required\",\"error_codes\":[50076],\"claims\":\""
                            + claims.replace("\"", "\\\"") + "\"}",
                    null));
            erp.lease(id);
            return location(
                    erp.browser().open(erp.reconnect(id).path("connectUrl").textValue()));
        }

        private static Map<String, String> query(String url) {
            return TestingEntra.form(URI.create(url).getRawQuery());
        }

        @Test
        void is_heard_by_the_next_sign_in() {
            assertThat(query(authorizeAfter(CLAIMS))).containsEntry("claims", CLAIMS);
        }

        @Test
        void is_not_passed_on_if_it_is_no_json_object() {
            assertThat(query(authorizeAfter("&prompt=none"))).doesNotContainKey("claims");
        }
    }
}
