package io.mailroom.auth.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts PostgreSQL and the identity platform once for all tests, and points the service at them. */
public final class AuthStack implements QuarkusTestResourceLifecycleManager {
    public static final String KEY_RING = "k1 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";

    private final TestingPostgres postgres = new TestingPostgres();
    private final TestingEntra entra = new TestingEntra();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl(),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres",
                "quarkus.oidc.auth-server-url",
                entra.url() + "/" + TestingEntra.OPERATOR + "/v2.0",
                "mailroom.entra.clouds.global.login-url",
                entra.url(),
                "mailroom.entra.clouds.global.graph-url",
                "https://graph.example",
                "mailroom.crypt.key-ring-file",
                keyRing().toString());
    }

    private static Path keyRing() {
        try {
            Path file = Files.createTempFile("key-ring", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "# the only key\n\n" + KEY_RING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(entra, new TestInjector.MatchesType(TestingEntra.class));
        injector.injectIntoFields(postgres, new TestInjector.MatchesType(TestingPostgres.class));
    }

    @Override
    public void stop() {
        entra.close();
        postgres.close();
    }
}
