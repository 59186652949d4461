package io.mailroom.m365.entra;

import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Apps;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is asking for tokens: client_secret_post, HTTP Basic or an assertion (facts A9). */
class ClientAuthentication {
    private final Apps apps;
    private final SecretLog log;
    private final InstantSource clientClock;

    /** Each is good for one call, RFC 7523 section 3. */
    private final Set<String> spentAssertions = ConcurrentHashMap.newKeySet();

    ClientAuthentication(Apps apps, SecretLog log, InstantSource clientClock) {
        this.apps = apps;
        this.log = log;
        this.clientClock = clientClock;
    }

    private record Credentials(String clientId, Optional<String> secret) {}

    static Optional<String> clientId(Optional<String> authorization, Parameters form) {
        return basic(authorization).map(Credentials::clientId).or(() -> form.filled("client_id"));
    }

    AppRegistration authenticate(TokenRequest request, String tenant) {
        Parameters form = request.form();
        Credentials given = basic(request.authorization())
                .or(() -> form.filled("client_id").map(id -> new Credentials(id, form.filled("client_secret"))))
                .orElseThrow(() -> EntraRefusal.missing("client_id"));
        AppRegistration app =
                apps.find(given.clientId()).orElseThrow(() -> TenantPath.unknownApp(given.clientId(), tenant));
        Optional<String> assertion = form.filled("client_assertion");
        if (assertion.isPresent()) {
            String type = form.filled("client_assertion_type").orElse("");
            String id = Assertions.check(app, type, assertion.get(), request.endpoint(), clientClock.instant());
            if (!spentAssertions.add(id)) {
                throw EntraRefusal.of(700027);
            }
        } else if (!isPublic(app)) {
            checkSecret(app, given.secret().orElseThrow(() -> EntraRefusal.of(7000218)));
        }
        return app;
    }

    static boolean isPublic(AppRegistration app) {
        return app.secrets().isEmpty()
                && app.expiredSecrets().isEmpty()
                && app.certificates().isEmpty();
    }

    private void checkSecret(AppRegistration app, String secret) {
        if (app.expiredSecrets().contains(secret)) {
            throw EntraRefusal.of(
                    7000222, "The provided client secret keys for app '" + app.clientId() + "' are expired.");
        }
        if (!app.secrets().contains(secret)) {
            throw EntraRefusal.of(7000215);
        }
        log.add("client_secret", secret, app.clientId(), null, null);
    }

    private static Optional<Credentials> basic(Optional<String> authorization) {
        return authorization
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("basic "))
                .map(value -> value.substring("basic ".length()).strip())
                .flatMap(ClientAuthentication::decode);
    }

    private static Optional<Credentials> decode(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(
                            unescaped(pair.substring(0, colon)),
                            Optional.of(unescaped(pair.substring(colon + 1))).filter(secret -> !secret.isEmpty())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Both halves are form-encoded first, RFC 6749 section 2.3.1. */
    private static String unescaped(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
