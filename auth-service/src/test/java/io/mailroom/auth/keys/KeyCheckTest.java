package io.mailroom.auth.keys;

import static io.mailroom.auth.testing.TestingKeys.K1;
import static io.mailroom.auth.testing.TestingKeys.K2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.crypt.UnusableKeys;
import io.mailroom.auth.store.Database;
import io.mailroom.auth.testing.TestingKeys;
import io.mailroom.auth.testing.TestingPostgres;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyCheckTest {
    private static final String OTHER_K1 = "k1 YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";
    private static TestingPostgres postgres;

    @BeforeAll
    static void migrate() {
        postgres = new TestingPostgres();
        Flyway.configure().dataSource(postgres.database()).load().migrate();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void writtenWithK1() {
        postgres.execute("delete from connection");
        postgres.execute("delete from key_check");
        check(cipher("d", K1));
    }

    private static TokenCipher cipher(String deployment, String... lines) {
        return TestingKeys.cipher(Instant.parse("2026-11-24T10:00:00Z"), deployment, lines);
    }

    private static void check(TokenCipher cipher) {
        new KeyCheck(cipher, new Database(postgres.database())).run();
    }

    @Test
    void passes_with_the_same_key_and_takes_a_new_one_beside_it() {
        check(cipher("d", K2, K1));

        assertThat(postgres.text("select string_agg(key_id, ',' order by key_id) from key_check"))
                .isEqualTo("k1,k2");
    }

    @Test
    void refuses_another_key_under_the_same_id_and_writes_nothing() {
        String before = postgres.text("select value from key_check");

        assertThatThrownBy(() -> check(cipher("d", K2, OTHER_K1)))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("k1");
        assertThat(postgres.text("select string_agg(value, ',') from key_check"))
                .isEqualTo(before);
    }

    @Test
    void refuses_another_deployment_id() {
        assertThatThrownBy(() -> check(cipher("other", K1))).isInstanceOf(UnusableKeys.class);
    }

    @Test
    void refuses_a_ring_without_a_key_that_rows_need() {
        postgres.execute("""
                insert into connection (id, client, cloud, app_id, tenant_id, user_id, mailbox, state, key_id, salt,
                  refresh_token, access_token, access_expires_at, grant_version, created_at, changed_at)
                values ('c', 'erp', 'global', 'a', 't', 'u', 'm@contoso.example', 'CONNECTED', 'k1', 's', 'r', 'a', now(), 1,
                  now(), now())
                """);

        assertThatThrownBy(() -> check(cipher("d", K2)))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("k1");
        assertThat(postgres.text("select count(*) from key_check")).isEqualTo("1");
    }
}
