package io.mailroom.auth.lease;

import static io.mailroom.auth.testing.TestingClient.code;
import static io.mailroom.auth.testing.TestingClient.fingerprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A worker says which token Graph refused. Over replicas: {@link ReplicasIT}. */
@QuarkusTest
@WithTestResource(AuthStack.class)
class RefusedTokenLeaseTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    RegistrationBreaker breaker;

    TestingClient erp;
    String id = "";
    String first = "";

    @BeforeEach
    void connectedWithAWarmToken() {
        entra.reset();
        breaker.close("global");
        postgres.execute("delete from connection");
        erp = new TestingClient(entra, service);
        id = erp.connect();
        first = fingerprint(erp.lease(id));
    }

    @Nested
    class The_token_that_is_stored {
        @Test
        void is_refreshed_once_though_it_would_last_and_never_lent_again() {
            HttpResponse<String> lease = erp.lease(id, first);

            assertThat(lease.statusCode()).isEqualTo(200);
            assertThat(fingerprint(lease)).isNotEqualTo(first);
            assertThat(fingerprint(erp.lease(id))).isEqualTo(fingerprint(lease));
            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void is_refreshed_once_for_all_who_name_it_at_a_time() throws InterruptedException, ExecutionException {
            entra.hold();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<HttpResponse<String>>> leases = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    leases.add(threads.submit(() -> erp.lease(id, first)));
                }
                entra.awaitRefreshArrived();
                entra.open();
                for (Future<HttpResponse<String>> lease : leases) {
                    assertThat(fingerprint(lease.get())).isNotEqualTo(first);
                }
            }
            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void costs_nobody_else_a_wait_while_it_is_refreshed() throws InterruptedException, ExecutionException {
            entra.hold();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<HttpResponse<String>> refused = threads.submit(() -> erp.lease(id, first));
                entra.awaitRefreshArrived();

                assertThat(fingerprint(erp.lease(id))).isEqualTo(first);

                entra.open();
                assertThat(refused.get().statusCode()).isEqualTo(200);
            }
        }

        @Test
        void whose_sign_in_is_over_says_so_and_asks_for_a_reconnect() {
            entra.answerNext(Answer.error(400, "invalid_grant", 50173));

            assertThat(code(erp.lease(id, first))).isEqualTo("RECONNECT_REQUIRED");
            assertThat(erp.state(id)).isEqualTo("NEEDS_RECONNECT");
        }

        @Test
        void is_not_asked_for_again_while_the_platform_is_away() {
            entra.answerNext(Answer.error(503, "server_error", 1));

            assertThat(code(erp.lease(id, first))).isEqualTo("IDENTITY_UNAVAILABLE");
            assertThat(code(erp.lease(id, first))).isEqualTo("IDENTITY_UNAVAILABLE");
            assertThat(entra.refreshes()).isEqualTo(1);
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }
    }

    @Nested
    class A_token_that_is_not_stored_any_more {
        @Test
        void costs_no_refresh_and_the_present_one_is_lent() {
            String second = fingerprint(erp.lease(id, first));

            HttpResponse<String> late = erp.lease(id, first);

            assertThat(fingerprint(late)).isEqualTo(second);
            assertThat(entra.refreshes()).isEqualTo(1);
        }
    }

    @Nested
    class A_renewed_token_that_is_refused_again {
        String second = "";

        @BeforeEach
        void renewed() {
            second = fingerprint(erp.lease(id, first));
        }

        @Test
        void is_told_as_refused_with_the_time_of_the_next_renewal_and_the_connection_stays_connected() {
            HttpResponse<String> lease = erp.lease(id, second);

            assertThat(lease.statusCode()).isEqualTo(409);
            assertThat(code(lease)).isEqualTo("TOKEN_REFUSED");
            assertThat(Integer.parseInt(
                            lease.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 300);
            assertThat(erp.state(id)).isEqualTo("CONNECTED");
        }

        @Test
        void costs_no_further_refresh_however_often_it_is_named() {
            for (int i = 0; i < 10; i++) {
                assertThat(code(erp.lease(id, second))).isEqualTo("TOKEN_REFUSED");
            }

            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void is_renewed_once_more_after_the_rest() {
            postgres.execute("update connection set renewed_at = now() - interval '5 minutes'");

            assertThat(erp.lease(id, second).statusCode()).isEqualTo(200);
            assertThat(entra.refreshes()).isEqualTo(2);
        }
    }

    @Nested
    class A_name_that_is_none {
        @Test
        void is_told_so_without_a_word_of_what_was_sent() {
            HttpResponse<String> answer = erp.lease(id, "planted-clear-text-of-a-token");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(code(answer)).isEqualTo("MALFORMED_REQUEST");
            assertThat(answer.body()).doesNotContain("planted");
        }
    }
}
