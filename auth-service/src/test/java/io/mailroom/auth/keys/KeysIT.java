package io.mailroom.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingKeys;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.auth.testing.TestingReplica;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.secret.AccessToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands as they are typed, beside services that run. */
class KeysIT {
    private static final int ROWS = 1_000;

    @TempDir
    static Path folder;

    private static TestingPostgres postgres;
    private static TestingEntra entra;
    private static List<TestingReplica> replicas;
    private static Map<String, String> settings;
    private static Path ring;

    private String id = "";

    @BeforeAll
    static void start() throws IOException {
        postgres = new TestingPostgres();
        entra = new TestingEntra();
        ring = Files.writeString(folder.resolve("ring"), AuthStack.KEY_RING);
        settings = TestingReplica.settings(postgres, entra.url(), ring);
        replicas = TestingReplica.start(2, folder, settings);
    }

    @AfterAll
    static void stop() {
        replicas.forEach(TestingReplica::close);
        entra.close();
        postgres.close();
    }

    @BeforeEach
    void connected() {
        entra.reset();
        postgres.execute("delete from connection");
        id = new TestingClient(entra, replicas.getFirst().uri()).connect();
    }

    /** What the command printed, its exit code in the last line. */
    private static String keys(Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        Path log = folder.resolve("keys.log");
        Path file = TestingReplica.write(folder.resolve("keys.properties"), settings);
        String[] all = new String[arguments.length + 1];
        all[0] = "keys";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int exit = TestingReplica.launch(file, log, List.of(all)).waitFor();
        return Files.readString(log) + exit;
    }

    @Nested
    class A_rotation {
        @Test
        void re_encrypts_everything_while_no_lease_fails() throws Exception {
            manyRows();
            AtomicBoolean rotating = new AtomicBoolean(true);
            AtomicInteger leased = new AtomicInteger();
            String printed;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> load = List.of(
                        threads.submit(() -> leaseUntil(rotating, replicas.getFirst(), leased)),
                        threads.submit(() -> leaseUntil(rotating, replicas.getLast(), leased)));
                try {
                    printed = keys(settings, "rotate");
                } finally {
                    rotating.set(false);
                }
                for (Future<?> one : load) {
                    one.get();
                }
            }

            // A lease that refreshes between the new key and the count has encrypted its own row already.
            assertThat(printed)
                    .contains("added key k", "done: every connection")
                    .containsAnyOf("of " + ROWS, "of " + (ROWS + 1))
                    .endsWith("\n0");
            assertThat(postgres.text("select count(*) from connection where key_id = 'k1'"))
                    .isEqualTo("0");
            assertThat(leased.get()).as("leases under way").isGreaterThan(20);
            assertThat(keys(settings, "remove", "k1")).endsWith("\n0");
            assertThat(leaseNow(replicas.getFirst()).statusCode()).isEqualTo(200);
            assertThat(keys(settings, "status")).contains("primary " + (ROWS + 1));
        }

        /** Every fourth lease has to refresh, so that a grant is replaced while its row is re-encrypted. */
        private Void leaseUntil(AtomicBoolean rotating, TestingReplica replica, AtomicInteger leased)
                throws IOException, InterruptedException {
            while (rotating.get()) {
                if (leased.incrementAndGet() % 4 == 0) {
                    postgres.execute("update connection set access_expires_at = now() where id = '" + id + "'");
                }
                HttpResponse<String> lease = leaseNow(replica);
                assertThat(lease.statusCode()).as(lease.body()).isEqualTo(200);
            }
            return null;
        }

        private void manyRows() throws IOException {
            TokenCipher cipher = TokenCipher.open(config(), Clock.systemUTC());
            for (int i = 0; i < ROWS; i++) {
                String row = "row-" + i;
                EncryptedGrant grant = cipher.encrypt(
                        new ConnectionId(row), new RefreshToken("rt-" + i), new AccessToken("at-" + i), Instant.now());
                postgres.execute(
                        "insert into connection (id, client, cloud, app_id, tenant_id, user_id, mailbox, state, key_id,"
                                + " salt, refresh_token, access_token, access_expires_at, grant_version, created_at, changed_at)"
                                + " select '" + row + "', client, cloud, app_id, tenant_id, '" + row
                                + "', mailbox, state, '" + grant.keyId() + "', '"
                                + grant.salt() + "', '" + grant.refreshToken() + "', '" + grant.accessToken()
                                + "', access_expires_at, grant_version, created_at, changed_at"
                                + " from connection where id = '" + id + "'");
            }
        }
    }

    private HttpResponse<String> leaseNow(TestingReplica replica) throws IOException, InterruptedException {
        return replica.lease(id, entra.serviceToken("worker-app", "Mailroom.Worker"));
    }

    private static CryptConfig config() {
        return TestingKeys.config(Optional.of(ring), Optional.empty(), "test");
    }

    @Nested
    class A_printed_key {
        @Test
        void opens_the_row_for_any_implementation_of_fernet() throws Exception {
            String printed = keys(settings, "print", id);

            String key = printed.lines()
                    .filter(line -> line.startsWith("refresh_token "))
                    .map(line -> line.substring(14))
                    .findFirst()
                    .orElseThrow();
            assertThat(entra.issued()).contains(open(key, postgres.text("select refresh_token from connection")));
        }

        /** Fernet as its specification tells it, without a line of ours: version, time, IV, AES-128-CBC, HMAC. */
        private static String open(String key, String token) throws GeneralSecurityException {
            byte[] keys = Base64.getUrlDecoder().decode(key);
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
            aes.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(Arrays.copyOfRange(keys, 16, 32), "AES"),
                    new IvParameterSpec(Arrays.copyOfRange(bytes, 9, 25)));
            return new String(aes.doFinal(bytes, 25, bytes.length - 25 - 32), StandardCharsets.UTF_8);
        }
    }

    @Nested
    class A_wrong_or_missing_key {
        private static final String OTHER = " YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=\n";

        private void stopsWith(String ringText, String sentence)
                throws IOException, InterruptedException, ExecutionException {
            Map<String, String> wrong = new TreeMap<>(settings);
            wrong.put(
                    "mailroom.crypt.key-ring-file",
                    Files.writeString(folder.resolve("wrong"), ringText).toString());
            wrong.put("quarkus.http.port", "0");
            String before = dump();
            Path log = folder.resolve("wrong.log");

            int exit = TestingReplica.launch(
                            TestingReplica.write(folder.resolve("wrong.properties"), wrong), log, List.of())
                    .waitFor();

            assertThat(exit).isEqualTo(1);
            assertThat(Files.readString(log)).contains(sentence).doesNotContain("\tat ");
            assertThat(dump()).isEqualTo(before);
            assertThat(keys(wrong, "rotate")).contains(sentence).endsWith("\n1");
            assertThat(dump()).isEqualTo(before);
        }

        private static String dump() {
            return postgres.text("select (select string_agg(c::text, '|' order by id) from connection c)"
                    + " || (select string_agg(k::text, '|' order by key_id) from key_check k)");
        }

        @Test
        void stops_the_start_with_one_sentence_and_touches_no_row() throws Exception {
            String keyId = postgres.text("select key_id from connection");
            stopsWith(keyId + OTHER, "is not the one that encrypted this database");
        }

        @Test
        void stops_it_too_if_it_is_not_there() throws Exception {
            stopsWith("another-key" + OTHER, "The key ring lacks key");
        }
    }
}
