package io.mailroom.auth.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingPostgres;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class KeyUsageTest {
    TestingPostgres postgres;

    @Inject
    Database pooled;

    private KeyUsage usage;

    /** One that waits for a lock fails at once instead of hanging. */
    @BeforeEach
    void twoGrantsUnderAnOldKey() {
        usage = new KeyUsage(Database.at(postgres.jdbcUrl() + "&options=-c%20lock_timeout=1", "postgres", "postgres"));
        noGrants();
        postgres.execute("""
                insert into connection (id, client, cloud, app_id, tenant_id, user_id, mailbox, state, key_id, salt,
                  refresh_token, access_token, access_expires_at, grant_version, created_at, changed_at)
                select id, 'erp', 'global', 'a', 't', id, 'm@contoso.example', 'CONNECTED', 'old', 's', 'r', 'a', now(), 7,
                  now(), now()
                from unnest(array['held', 'free']) id
                """);
    }

    /** No service starts beside rows of a key that its ring lacks. */
    @AfterEach
    void noGrants() {
        postgres.execute("delete from connection");
    }

    private int moveToNewKey() {
        return usage.replaceUnderOthersThan(
                "new",
                10,
                (id, grant) -> new EncryptedGrant(
                        "new", grant.salt(), grant.refreshToken(), grant.accessToken(), grant.accessExpiresAt()));
    }

    @Nested
    class A_grant_that_a_refresh_holds {
        @Test
        void is_left_for_later_while_the_others_get_their_new_key() {
            QuarkusTransaction.requiringNew().run(() -> {
                pooled.update("update connection set retry_at = now() where id = 'held'");

                assertThat(moveToNewKey()).isEqualTo(1);
                assertThat(usage.countUnder("new")).isEqualTo(1);
                assertThat(usage.countUnderOthersThan("new")).isEqualTo(1);
            });

            assertThat(moveToNewKey()).isEqualTo(1);
            assertThat(usage.inUse()).containsExactly("new");
        }

        @Test
        void keeps_its_version_so_that_the_refresh_still_replaces_it() {
            moveToNewKey();

            assertThat(postgres.text("select string_agg(distinct grant_version::text, ',') from connection"))
                    .isEqualTo("7");
        }
    }
}
