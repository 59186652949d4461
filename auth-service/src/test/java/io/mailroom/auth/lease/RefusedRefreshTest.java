package io.mailroom.auth.lease;

import static io.mailroom.auth.testing.TestingClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(AuthStack.class)
class RefusedRefreshTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    TokenLeases tokenLeases;

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
        postgres.execute("update connection set access_expires_at = now() - interval '1 minute', retry_at = null");
    }

    private LeaseRequest request() {
        return new LeaseRequest(new ConnectionId(id), new ClientName("erp"));
    }

    @Nested
    class A_refusal {
        @ParameterizedTest
        @CsvSource({
            "400, invalid_grant,           700082, 409, RECONNECT_REQUIRED,   NEEDS_RECONNECT",
            "400, invalid_grant,            65001, 409, RECONNECT_REQUIRED,   NEEDS_RECONNECT",
            "400, invalid_grant,            50057, 409, ADMIN_REQUIRED,       NEEDS_ADMIN",
            "400, unauthorized_client,     700016, 409, ADMIN_REQUIRED,       NEEDS_ADMIN",
            "400, invalid_request,          90038, 503, OPERATOR_FAULT,       OPERATOR_FAULT",
            "401, invalid_client,         7000222, 503, OPERATOR_FAULT,       CONNECTED",
            "400, invalid_grant,            50196, 503, IDENTITY_UNAVAILABLE, CONNECTED",
            "400, temporarily_unavailable,  90033, 503, IDENTITY_UNAVAILABLE, CONNECTED",
            "503, server_error,                 1, 503, IDENTITY_UNAVAILABLE, CONNECTED",
            "400, never_seen_before,            1, 503, OPERATOR_FAULT,       CONNECTED"
        })
        void changes_what_its_cause_allows(
                int status, String error, int aadsts, int answered, String code, String state) {
            entra.answerNext(Answer.error(status, error, aadsts));

            HttpResponse<String> lease = erp.lease(id);

            assertThat(lease.statusCode()).isEqualTo(answered);
            assertThat(code(lease)).isEqualTo(code);
            assertThat(lease.headers().firstValue("Retry-After").isPresent())
                    .isEqualTo(!"NEEDS_RECONNECT".equals(state));
            assertThat(erp.state(id)).isEqualTo(state);
        }

        @Test
        void of_an_old_token_does_not_count_once_a_new_one_was_stored() throws Exception {
            entra.hold();
            entra.answerNext(Answer.error(400, "invalid_grant", 70000));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<LeaseAnswer> lease = threads.submit(() -> tokenLeases.lease(request()));
                entra.awaitRefreshArrived();
                postgres.execute("update connection set grant_version = grant_version + 1,"
                        + " access_expires_at = now() + interval '1 hour'");
                entra.open();

                assertThat(lease.get()).isInstanceOf(LeaseAnswer.Leased.class);
            }
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void by_an_overloaded_platform_is_respected_for_as_long_as_it_asked() {
            entra.answerNext(Answer.error(429, "temporarily_unavailable", 90055).retryAfter("60"));
            erp.lease(id);

            HttpResponse<String> second = erp.lease(id);

            assertThat(code(second)).isEqualTo("IDENTITY_UNAVAILABLE");
            assertThat(Integer.parseInt(
                            second.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(50, 300);
            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void of_mailroom_itself_opens_a_breaker_and_lends_warm_tokens_on() {
            entra.answerNext(Answer.error(401, "invalid_client", 7000215));
            erp.lease(id);

            HttpResponse<String> cold = erp.lease(id);
            postgres.execute("update connection set access_expires_at = now() + interval '1 hour'");
            HttpResponse<String> warm = erp.lease(id);

            assertThat(code(cold)).isEqualTo("OPERATOR_FAULT");
            assertThat(warm.statusCode()).isEqualTo(200);
            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void that_an_administrator_cured_heals_by_itself() {
            entra.answerNext(Answer.error(400, "invalid_grant", 50057));
            erp.lease(id);
            postgres.execute("update connection set retry_at = now() - interval '1 second'");

            assertThat(erp.lease(id).statusCode()).isEqualTo(200);
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void is_cured_by_a_reconnect() {
            entra.answerNext(Answer.error(400, "invalid_grant", 50173));
            erp.lease(id);

            erp.browser().consent(erp.reconnect(id).path("connectUrl").textValue());

            assertThat(erp.lease(id).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class A_platform_that_is_silent {
        @Test
        void leaves_the_connection_as_it_is() {
            entra.answerNext(Answer.silence());

            HttpResponse<String> lease = erp.lease(id);

            assertThat(code(lease)).isEqualTo("IDENTITY_UNAVAILABLE");
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void is_given_up_while_it_still_keeps_its_answer() {
            entra.hold();

            HttpResponse<String> lease = erp.lease(id);

            entra.open();
            assertThat(code(lease)).isEqualTo("IDENTITY_UNAVAILABLE");
        }
    }
}
