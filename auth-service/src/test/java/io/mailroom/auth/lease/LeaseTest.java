package io.mailroom.auth.lease;

import static io.mailroom.auth.testing.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.RefreshCause;
import io.mailroom.auth.store.RefreshLocks;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.Distortion;
import io.mailroom.auth.testing.Person;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class LeaseTest {
    private static final ClientName ERP = new ClientName("erp");

    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    TokenLeases tokenLeases;

    @Inject
    Connections connections;

    @Inject
    RefreshLocks locks;

    @Inject
    TokenRefresh tokenRefresh;

    @Inject
    LeaseReplies replies;

    @Inject
    RegistrationBreaker breaker;

    @Inject
    LeaseConfig config;

    @Inject
    Clock clock;

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

    /** Another process: it shares the database and nothing else. */
    private TokenLeases anotherReplica() {
        RefreshCoordinator coordinator =
                new RefreshCoordinator(connections, locks, tokenRefresh, replies, breaker, config, clock);
        return new TokenLeases(coordinator, config);
    }

    private LeaseRequest request() {
        return new LeaseRequest(new ConnectionId(id), ERP);
    }

    @Nested
    class Many_leases_of_one_expired_connection {
        @Test
        void cause_exactly_one_refresh_and_all_succeed() throws InterruptedException, ExecutionException {
            List<LeaseAnswer> answers = leaseFrom(50, List.of(tokenLeases));

            assertThat(answers).hasSize(50).allMatch(LeaseAnswer.Leased.class::isInstance);
            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void cause_exactly_one_refresh_over_two_replicas() throws InterruptedException, ExecutionException {
            List<LeaseAnswer> answers = leaseFrom(50, List.of(tokenLeases, anotherReplica()));

            assertThat(answers).hasSize(50).allMatch(LeaseAnswer.Leased.class::isInstance);
            assertThat(entra.refreshes()).isEqualTo(1);
        }

        /** The identity platform holds its answer until every lease has begun. */
        private List<LeaseAnswer> leaseFrom(int count, List<TokenLeases> replicas)
                throws InterruptedException, ExecutionException {
            entra.hold();
            CountDownLatch begun = new CountDownLatch(count);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<LeaseAnswer>> leases = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    TokenLeases replica = replicas.get(i % replicas.size());
                    leases.add(threads.submit(() -> {
                        begun.countDown();
                        return replica.lease(request());
                    }));
                }
                begun.await();
                entra.awaitRefreshArrived();
                entra.open();
                List<LeaseAnswer> answers = new ArrayList<>();
                for (Future<LeaseAnswer> lease : leases) {
                    answers.add(lease.get());
                }
                return answers;
            }
        }
    }

    @Nested
    class A_refresh {
        @Test
        void asks_in_the_tenant_of_the_user_and_stores_the_new_token_before_it_is_used() {
            String before = postgres.text("select refresh_token from connection");

            HttpResponse<String> lease = erp.lease(id);

            assertThat(lease.statusCode()).isEqualTo(200);
            assertThat(entra.requests()).endsWith("/" + TestingEntra.CONTOSO + "/oauth2/v2.0/token refresh_token");
            assertThat(postgres.text("select refresh_token from connection")).isNotEqualTo(before);
            assertThat(postgres.text("select refresh_owner is null and grant_version = 2 from connection"))
                    .isEqualTo("t");
        }

        @Test
        void promises_an_expiry_that_is_reckoned_from_before_the_call() {
            Instant before = Instant.now();

            Instant expiresAt =
                    Instant.parse(json(erp.lease(id)).path("expiresAt").textValue());

            assertThat(expiresAt)
                    .isBetween(before.plusSeconds(4499), Instant.now().plusSeconds(4500));
        }

        @Test
        void keeps_the_old_refresh_token_if_no_new_one_comes() {
            entra.distort(Distortion.NO_REFRESH_TOKEN);
            erp.lease(id);
            expire();

            assertThat(erp.lease(id).statusCode()).isEqualTo(200);
        }

        @Test
        void is_not_needed_a_second_time() {
            erp.lease(id);

            erp.lease(id);

            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void comes_before_a_token_that_would_end_within_the_promised_minimum() {
            postgres.execute("update connection set access_expires_at = now() + interval '4 minutes'");

            erp.lease(id);

            assertThat(entra.refreshes()).isEqualTo(1);
        }
    }

    @Nested
    class A_replica_that_died_during_its_refresh {
        @Test
        void is_waited_for_until_its_lock_ends() {
            locks.take(new ConnectionId(id), "the dead one", Duration.ofMillis(300));

            LeaseAnswer answer = tokenLeases.lease(request());

            assertThat(answer).isInstanceOf(LeaseAnswer.Leased.class);
            assertThat(entra.refreshes()).isEqualTo(1);
        }

        @Test
        void that_comes_back_late_overwrites_nothing() {
            var read = connections.find(ERP, new ConnectionId(id)).orElseThrow();
            tokenLeases.lease(request());
            String standing = postgres.text("select refresh_token from connection");

            boolean replaced = connections.replaceRotated(
                    read.id(), read.grantVersion(), Objects.requireNonNull(read.grant()), RefreshCause.ENDING);

            assertThat(replaced).isFalse();
            assertThat(postgres.text("select refresh_token from connection")).isEqualTo(standing);
        }
    }

    @Nested
    class A_disconnect_during_a_refresh {
        @Test
        void wins() throws InterruptedException, ExecutionException {
            entra.hold();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<LeaseAnswer> lease = threads.submit(() -> tokenLeases.lease(request()));
                entra.awaitRefreshArrived();
                erp.delete(id);
                entra.open();

                assertThat(lease.get()).hasToString("Refused[problem=DISCONNECTED, retryAfter=null]");
            }
            assertThat(postgres.text("select refresh_token is null and salt is null from connection"))
                    .isEqualTo("t");
        }
    }

    @Nested
    class A_ciphertext_in_a_foreign_row {
        @Test
        void opens_nothing() {
            entra.signsIn(Person.ALEX);
            String other = erp.connect();
            postgres.execute("update connection a set (key_id, salt, refresh_token, access_token) ="
                    + " (select b.key_id, b.salt, b.refresh_token, b.access_token from connection b where b.id = '"
                    + other
                    + "'), access_expires_at = now() + interval '1 hour' where a.id = '" + id + "'");

            assertThat(erp.lease(id).statusCode()).isEqualTo(500);
        }
    }

    @Nested
    class A_lease_that_asks_wrongly {
        @Test
        void is_told_so_without_a_word_of_what_it_sent() {
            String worker = entra.serviceToken("worker-app", "Mailroom.Worker");

            HttpResponse<String> answer =
                    erp.browser().call("POST", "/internal/leases", worker, "{\"connectionId\":\"planted word\"}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("planted");
        }
    }
}
