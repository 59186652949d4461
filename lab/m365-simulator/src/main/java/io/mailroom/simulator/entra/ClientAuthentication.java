package io.mailroom.simulator.entra;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Apps;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.exchange.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Who is asking for tokens: client_secret_post, HTTP Basic or an assertion (facts A9). */
@ApplicationScoped
class ClientAuthentication {
    private final Apps apps;
    private final SecretLog log;

    ClientAuthentication(M365Model model, SecretLog log) {
        this.apps = model.apps();
        this.log = log;
    }

    private record Credentials(String clientId, Optional<String> secret) {}

    Optional<String> clientId(Call call) {
        return basic(call).map(Credentials::clientId).or(() -> call.form().filled("client_id"));
    }

    AppRegistration authenticate(Call call, String tenant) {
        Parameters form = call.form();
        Credentials given = basic(call)
                .or(() -> form.filled("client_id").map(id -> new Credentials(id, form.filled("client_secret"))))
                .orElseThrow(() -> EntraRefusal.missing("client_id"));
        AppRegistration app =
                apps.find(given.clientId()).orElseThrow(() -> TenantPath.unknownApp(given.clientId(), tenant));
        Optional<String> assertion = form.filled("client_assertion");
        if (assertion.isPresent()) {
            String endpoint = call.baseUrl() + call.path();
            Assertions.check(app, form.filled("client_assertion_type").orElse(""), assertion.get(), endpoint);
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

    private static Optional<Credentials> basic(Call call) {
        return call.header("authorization")
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
