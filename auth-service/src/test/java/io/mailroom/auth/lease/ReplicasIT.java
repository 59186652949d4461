package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.auth.testing.TestingReplica;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three processes of the packaged service over one real PostgreSQL. A test that kills one runs after those that need all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
    private static final int LEASES = 1_000;

    @TempDir
    static Path folder;

    private static TestingPostgres postgres;
    private static TestingEntra entra;
    private static List<TestingReplica> replicas;
    private static String token;

    private String id = "";

    @BeforeAll
    static void start() throws IOException {
        postgres = new TestingPostgres();
        entra = new TestingEntra();
        Path keyRing = Files.writeString(folder.resolve("ring"), AuthStack.KEY_RING);
        replicas = new ArrayList<>(
                TestingReplica.start(3, folder, TestingReplica.settings(postgres, entra.url(), keyRing)));
        token = entra.serviceToken("worker-app", "Mailroom.Worker");
    }

    @AfterAll
    static void stop() {
        replicas.forEach(TestingReplica::close);
        entra.close();
        postgres.close();
    }

    @BeforeEach
    void connectedAndExpired() {
        entra.reset();
        id = new TestingClient(entra, replicas.getLast().uri()).connect();
        postgres.execute("update connection set access_expires_at = now() - interval '1 minute', retry_at = null");
    }

    private static HttpResponse<String> lease(TestingReplica replica, String id)
            throws IOException, InterruptedException {
        return replica.lease(id, token);
    }

    private List<Future<HttpResponse<String>>> leases(int count, List<TestingReplica> of, ExecutorService threads) {
        List<Future<HttpResponse<String>>> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestingReplica replica = of.get(i % of.size());
            leases.add(threads.submit(() -> lease(replica, id)));
        }
        return leases;
    }

    private static void allSucceed(List<Future<HttpResponse<String>>> leases)
            throws InterruptedException, ExecutionException {
        for (Future<HttpResponse<String>> lease : leases) {
            assertThat(lease.get().statusCode()).as(lease.get().body()).isEqualTo(200);
        }
    }

    @Test
    @Order(1)
    void a_thousand_leases_over_three_replicas_cause_one_refresh_and_all_succeed()
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            allSucceed(leases(LEASES, replicas, threads));
        }

        assertThat(entra.refreshes()).isEqualTo(1);
        assertThat(postgres.text("select grant_version from connection")).isEqualTo("2");
    }

    @Test
    @Order(2)
    void a_thousand_workers_that_name_the_same_refused_token_cause_one_refresh_over_three_replicas()
            throws IOException, InterruptedException, ExecutionException {
        postgres.execute("update connection set access_expires_at = now() + interval '1 hour'");
        String refused = TestingClient.fingerprint(lease(replicas.getLast(), id));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> leases = new ArrayList<>();
            for (int i = 0; i < LEASES; i++) {
                TestingReplica replica = replicas.get(i % replicas.size());
                leases.add(threads.submit(() -> replica.lease(id, token, refused)));
            }
            allSucceed(leases);

            for (Future<HttpResponse<String>> lease : leases) {
                assertThat(TestingClient.fingerprint(lease.get())).isNotEqualTo(refused);
            }
        }
        assertThat(entra.refreshes()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void no_database_connection_is_held_while_the_platform_thinks() throws InterruptedException, ExecutionException {
        entra.hold();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> leases = leases(60, List.of(replicas.getFirst()), threads);
            entra.awaitRefreshArrived();

            // The publisher alone may wait in a transaction: it holds the outbox while it waits for the (absent)
            // broker.
            String inTransaction = postgres.text("select count(*) from pg_stat_activity where datname = 'postgres'"
                    + " and state like 'idle in transaction%' and query not like '%outbox%'"
                    + " and state_change < clock_timestamp() - interval '200 ms'");

            entra.open();
            assertThat(inTransaction).isEqualTo("0");
            allSucceed(leases);
        }
    }

    @Test
    @Order(4)
    void a_replica_killed_during_its_refresh_costs_at_most_one_more_and_loses_nothing()
            throws InterruptedException, ExecutionException {
        TestingReplica victim = replicas.removeFirst();
        entra.hold();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> first = threads.submit(() -> lease(victim, id));
            entra.awaitRefreshArrived();
            List<Future<HttpResponse<String>>> leases = leases(LEASES, replicas, threads);

            victim.kill();
            entra.open();

            assertThatThrownBy(first::get).hasCauseInstanceOf(IOException.class);
            allSucceed(leases);
        } finally {
            victim.close();
        }
        assertThat(entra.refreshes()).isLessThanOrEqualTo(2);
        assertThat(postgres.text("select state || ' ' || (refresh_owner is null) from connection"))
                .isEqualTo("CONNECTED true");
    }
}
