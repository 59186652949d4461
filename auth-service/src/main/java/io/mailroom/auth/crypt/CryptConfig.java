package io.mailroom.auth.crypt;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the master keys come from. */
@ConfigMapping(prefix = "mailroom.crypt")
public interface CryptConfig {
    /**
     * A file of lines {@code ID BASE64URL-OF-32-BYTES}, the primary first; a mounted secret will do. It is looked at again
     * while the service runs, so that a key may be added online. Without it or {@link #keyRing()} the service does not start.
     */
    Optional<Path> keyRingFile();

    /** The same lines in a setting, such as an environment variable, with {@code ;} between them. The file wins. */
    Optional<String> keyRing();

    /** Part of every key: two deployments with the same master key cannot read each other's rows. Never change it. */
    Optional<String> deploymentId();
}
