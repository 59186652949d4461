package io.mailroom.auth.entra;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** An application's id and what proves it: one or two secrets, or a certificate, or another issuer's token. */
public interface CredentialConfig {
    String clientId();

    Optional<String> clientSecret();

    /** Read again for each use, so that a mounted secret may be replaced while the service runs. Wins over the other. */
    Optional<Path> clientSecretFile();

    /** When the secret ends, as the portal shows it; a warning goes out before. */
    Optional<Instant> clientSecretExpiresAt();

    /** A second secret, good at the same time, for the days of a rollover. */
    Optional<String> otherClientSecret();

    Optional<Path> otherClientSecretFile();

    Optional<Instant> otherClientSecretExpiresAt();

    /** The registered X.509 certificate in PEM; goes with {@link #privateKeyFile()}. */
    Optional<Path> certificateFile();

    /** Its RSA key in PEM, PKCS #8. */
    Optional<Path> privateKeyFile();

    /** Another issuer's token, such as a projected service-account token. */
    Optional<Path> federatedTokenFile();
}
