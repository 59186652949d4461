package io.mailroom.auth.entra;

import io.mailroom.auth.problem.UnusableSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Mailroom's registration in each cloud: that cloud's own if it has one, else the common one. */
@Singleton
public class Registrations {
    /** Bound: one for each configured cloud. */
    private final Map<String, Registration> byCloud = new TreeMap<>();

    /** @throws UnusableSettings if a registration has no credential, two kinds of them, or one that cannot be used */
    @Inject
    Registrations(EntraConfig config, Clouds clouds, Clock clock) {
        Registration common = read("mailroom.entra.", config, clock);
        config.clouds()
                .forEach((name, profile) -> byCloud.put(
                        name,
                        profile.registration()
                                .map(own -> read("mailroom.entra.clouds." + name + ".registration.", own, clock))
                                .orElse(common)));
        byCloud.forEach((cloud, registration) -> tryOut(clouds.named(cloud), registration));
    }

    Registration in(Cloud cloud) {
        return Objects.requireNonNull(byCloud.get(cloud.name()), "a cloud that is not configured");
    }

    public String clientId(Cloud cloud) {
        return in(cloud).clientId();
    }

    /** What is known of when credentials end, by cloud and method. */
    public List<Expiry> expiries() {
        List<Expiry> found = new ArrayList<>();
        byCloud.forEach((cloud, registration) -> registration
                .authentications()
                .forEach(one -> expiryOf(one).ifPresent(at -> found.add(new Expiry(cloud, one.method(), at)))));
        return found;
    }

    private static Optional<Instant> expiryOf(ClientAuthentication authentication) {
        try {
            return authentication.expiresAt();
        } catch (UnusableCredential e) {
            return Optional.empty(); // the next refresh says so
        }
    }

    private static Registration read(String prefix, CredentialConfig config, Clock clock) {
        List<ClientAuthentication> secrets = secrets(config);
        List<ClientAuthentication> found = new ArrayList<>(secrets);
        if (config.certificateFile().isPresent() != config.privateKeyFile().isPresent()) {
            throw new UnusableSettings(prefix + "certificate-file and " + prefix + "private-key-file belong together.");
        }
        config.certificateFile()
                .ifPresent(file -> found.add(
                        new SignedAssertion(file, config.privateKeyFile().orElseThrow(), clock)));
        config.federatedTokenFile().ifPresent(file -> found.add(new FederatedAssertion(file)));
        if (found.isEmpty()) {
            throw new UnusableSettings(
                    "Neither " + prefix + "client-secret-file nor " + prefix + "certificate-file nor " + prefix
                            + "federated-token-file is set: Mailroom cannot prove who it is.");
        }
        if (found.size() > Math.max(1, secrets.size())) {
            throw new UnusableSettings("Only one of " + prefix + "client-secret, " + prefix + "certificate-file and "
                    + prefix + "federated-token-file may be set.");
        }
        return new Registration(config.clientId(), found);
    }

    private static List<ClientAuthentication> secrets(CredentialConfig config) {
        List<ClientAuthentication> found = new ArrayList<>();
        secret(config.clientSecretFile(), config.clientSecret())
                .ifPresent(secret -> found.add(new SecretPost(
                        "client_secret", secret, config.clientSecretExpiresAt().orElse(null))));
        secret(config.otherClientSecretFile(), config.otherClientSecret())
                .ifPresent(secret -> found.add(new SecretPost(
                        "other_client_secret",
                        secret,
                        config.otherClientSecretExpiresAt().orElse(null))));
        return found;
    }

    private static Optional<Supplier<ClientSecret>> secret(Optional<Path> file, Optional<String> value) {
        Optional<Supplier<ClientSecret>> read =
                file.map(path -> () -> new ClientSecret(CredentialFiles.text(path, "client secret")));
        return read.or(() -> value.map(ClientSecret::new).map(secret -> () -> secret));
    }

    private static void tryOut(Cloud cloud, Registration registration) {
        URI endpoint = cloud.tokenEndpoint(Authority.ORGANIZATIONS);
        try {
            registration.authentications().forEach(one -> one.addTo(new Form(), registration.clientId(), endpoint));
        } catch (UnusableCredential e) {
            throw new UnusableSettings(e.sentence());
        }
    }

    /** @param method such as {@code client_secret} or {@code certificate} */
    public record Expiry(String cloud, String method, Instant at) {}
}
