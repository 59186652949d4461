package io.mailroom.auth.testing;

import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Apps;
import io.mailroom.m365.entra.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mailroom's registration at the identity platform of the tests: its id, and what it has to show. */
public final class TestingApp {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Apps apps;
    private final String vouched = UUID.randomUUID().toString();
    private volatile String id = "mailroom-app";
    private volatile @Nullable String federated;

    TestingApp(Apps apps) {
        this.apps = apps;
    }

    /** It is registered by this id, with these secrets. */
    public void register(String clientId, String... secrets) {
        id = clientId;
        acceptSecrets(secrets);
    }

    /** From now on only these secrets. */
    public void acceptSecrets(String... secrets) {
        federated = null;
        apps.put(registration(id, List.of(secrets), List.of(), List.of()));
    }

    /** From now on only assertions that this certificate's key signed. */
    public void acceptCertificate(Path pem) throws IOException {
        apps.put(registration(id, List.of(), List.of(Files.readString(pem)), List.of()));
    }

    /** From now on only this token of another issuer. */
    public void acceptFederated(String token) {
        acceptSecrets(vouched);
        federated = token;
    }

    AppRegistration registration() {
        return apps.find(id).orElseThrow();
    }

    static AppRegistration registration(
            String clientId, List<String> secrets, List<String> certificates, List<String> roles) {
        return new AppRegistration(
                clientId,
                clientId,
                secrets,
                List.of(),
                certificates,
                List.of("http://localhost:8700/callback"),
                roles,
                TestingEntra.OPERATOR,
                true);
    }

    /** The model knows no other issuers: their token, sent as an assertion, stands for a secret that nobody else has. */
    Parameters parameters(Map<String, String> form) {
        Map<String, String> shown = new HashMap<>(form);
        if (ASSERTION_TYPE.equals(form.get("client_assertion_type")) && shown.remove("client_assertion", federated)) {
            shown.put("client_secret", vouched);
        }
        return Parameters.of(shown);
    }
}
