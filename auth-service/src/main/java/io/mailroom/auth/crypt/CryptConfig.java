package io.mailroom.auth.crypt;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the master keys come from. */
@ConfigMapping(prefix = "mailroom.crypt")
public interface CryptConfig {
    /** A file of lines {@code ID BASE64URL-OF-32-BYTES}, the primary first. Without it the service does not start. */
    Optional<Path> keyRingFile();

    /** Part of every key: two deployments with the same master key cannot read each other's rows. Never change it. */
    Optional<String> deploymentId();
}
