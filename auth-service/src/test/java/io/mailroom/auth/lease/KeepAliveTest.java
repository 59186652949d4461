package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.store.IdleGrants;
import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.model.lease.LeaseRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class KeepAliveTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    RegistrationBreaker breaker;

    @Inject
    KeepAlive keepAlive;

    @Inject
    IdleGrants grants;

    TestingClient erp;
    String id = "";

    @BeforeEach
    void connected() {
        entra.reset();
        breaker.close("global");
        postgres.execute("delete from connection");
        erp = new TestingClient(entra, service);
        id = erp.connect();
    }

    private void idleFor(int days) {
        postgres.execute("update connection set access_expires_at = now() - interval '1 hour', refreshed_at = now()"
                + " - interval '" + days + " days'");
    }

    private String copy(String copyId) {
        return "insert into connection (id, client, cloud, app_id, tenant_id, user_id, mailbox, state, key_id, salt,"
                + " refresh_token, access_token, access_expires_at, grant_version, created_at, changed_at)"
                + " select '" + copyId + "', client, cloud, app_id, tenant_id, '" + copyId
                + "', mailbox, state, key_id, salt, refresh_token, access_token, access_expires_at, grant_version,"
                + " created_at, changed_at from connection where id = '" + id + "'";
    }

    @Nested
    class A_grant_that_nobody_used {
        @Test
        void for_forty_five_days_is_refreshed_once() {
            idleFor(45);

            keepAlive.refreshIdle();
            keepAlive.refreshIdle();

            assertThat(entra.refreshes()).isEqualTo(1);
            assertThat(postgres.text("select refreshed_at > now() - interval '1 minute' from connection"))
                    .isEqualTo("t");
        }

        @Test
        void for_twenty_nine_days_is_left_alone() {
            idleFor(29);

            keepAlive.refreshIdle();

            assertThat(entra.refreshes()).isZero();
        }

        @Test
        void and_that_is_dead_is_told_before_anybody_needs_it() {
            idleFor(45);
            entra.answerNext(Answer.error(400, "invalid_grant", 700082));

            keepAlive.refreshIdle();

            assertThat(erp.state(id)).isEqualTo("NEEDS_RECONNECT");
        }
    }

    @Nested
    class Many_that_were_connected_together {
        @Test
        void come_due_on_different_days_and_in_few_at_a_time() {
            for (int i = 0; i < 200; i++) {
                postgres.execute(
                        copy(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString()));
            }
            idleFor(37);
            Instant thirtyDaysAgo = Instant.now().minus(Duration.ofDays(30));

            List<LeaseRequest> due = grants.longestIdle(thirtyDaysAgo, Duration.ofDays(14), 500, Set.of());

            assertThat(due).as("about half, seven of fourteen days on").hasSizeBetween(60, 140);
            assertThat(grants.longestIdle(thirtyDaysAgo, Duration.ofDays(14), 20, Set.of()))
                    .hasSize(20);
        }
    }

    @Nested
    class While_a_cloud_refuses_mailroom_itself {
        @AfterEach
        void accepted() {
            breaker.close("china");
        }

        @Test
        void nothing_of_it_is_asked() {
            idleFor(45);
            breaker.open("global", "7000215");

            keepAlive.refreshIdle();

            assertThat(entra.refreshes()).isZero();
        }

        @Test
        void the_grants_of_other_clouds_are_refreshed_though_many_of_its_own_have_waited_longer() {
            for (int i = 0; i < 30; i++) {
                postgres.execute(copy("china-" + i));
            }
            postgres.execute("update connection set cloud = 'china' where id like 'china-%'");
            idleFor(45);
            postgres.execute("update connection set refreshed_at = now() - interval '80 days' where cloud = 'china'");
            breaker.open("china", "7000215");

            keepAlive.refreshIdle();

            assertThat(entra.refreshes()).isEqualTo(1);
            assertThat(postgres.text("select refreshed_at > now() - interval '1 minute' from connection where id = '"
                            + id + "'"))
                    .isEqualTo("t");
        }
    }
}
