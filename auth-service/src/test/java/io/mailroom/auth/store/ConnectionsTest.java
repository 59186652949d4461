package io.mailroom.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.secret.AccessToken;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class ConnectionsTest {
    private static final ClientName ERP = new ClientName("erp");

    TestingPostgres postgres;

    @Inject
    Connections connections;

    @Inject
    Database database;

    @BeforeEach
    @AfterEach
    void nobodyIsConnected() {
        postgres.execute("delete from connection");
    }

    private static NewGrant grant(String id) {
        return new NewGrant(
                new ConnectionId(id),
                false,
                ERP,
                "global",
                "app",
                "tenant",
                "adele",
                new MailboxAddress("adele@contoso.example"),
                null,
                SharedMailboxes.NONE,
                new RefreshToken("refresh"),
                new AccessToken("access"),
                Instant.parse("2026-11-24T10:00:00Z"));
    }

    @Nested
    class The_same_person_in_two_tabs {
        @Test
        void has_one_connection_whichever_tab_is_first() throws InterruptedException, ExecutionException {
            try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<SaveOutcome> second = QuarkusTransaction.requiringNew().call(() -> {
                    assertThat(connections.save(grant("first"))).isEqualTo(stored("first"));
                    Future<SaveOutcome> tab = tabs.submit(() -> connections.save(grant("second")));
                    awaitThatItWaits(tab);
                    return tab;
                });

                assertThat(second.get()).isEqualTo(stored("first"));
            }
            assertThat(connections.list(ERP))
                    .singleElement()
                    .satisfies(one -> assertThat(one.grantVersion()).isEqualTo(2));
        }

        private static SaveOutcome stored(String id) {
            return new SaveOutcome.Stored(new ConnectionId(id));
        }

        private void awaitThatItWaits(Future<SaveOutcome> tab) {
            while (!tab.isDone()
                    && postgres.text("select count(*) from pg_locks where not granted")
                            .equals("0")) {
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    class A_list {
        @Test
        void has_the_1000_oldest_in_their_order() {
            postgres.execute("""
                    insert into connection (id, client, cloud, app_id, tenant_id, user_id, mailbox, state, grant_version,
                      created_at, changed_at)
                    select 'c' || n, 'erp', 'global', 'a', 't', 'u' || n, 'm@contoso.example', 'CONNECTED', 1,
                      now() - n * interval '1 hour', now()
                    from generate_series(1, 1001) n
                    """);

            List<StoredConnection> list = connections.list(ERP);

            assertThat(list)
                    .hasSize(1000)
                    .isSortedAccordingTo((a, b) -> a.createdAt().compareTo(b.createdAt()));
            assertThat(list.getFirst().id()).isEqualTo(new ConnectionId("c1001"));
        }
    }

    @Nested
    class A_statement_that_fails {
        @Test
        void tells_its_kind_and_quotes_no_value() {
            String twice = "insert into erasure (id, client, erased_at, content) values (?, 'erp', now(), '')";

            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        database.update(twice, "planted-value");
                        database.update(twice, "planted-value");
                    }))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessage("PSQLException");
        }
    }
}
