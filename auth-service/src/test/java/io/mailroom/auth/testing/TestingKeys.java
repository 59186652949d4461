package io.mailroom.auth.testing;

import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.crypt.TokenCipher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Master keys that no deployment has, and what encrypts with them. */
public final class TestingKeys {
    public static final String K1 = "k1 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    public static final String K2 = "k2 YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";

    private TestingKeys() {}

    /** @param lines of a key ring, the primary first */
    public static TokenCipher cipher(Instant now, String deployment, String... lines) {
        return TokenCipher.open(
                config(Optional.empty(), Optional.of(String.join(";", lines)), deployment),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    public static CryptConfig config(Optional<Path> file, Optional<String> ring, String deployment) {
        return new Settings(file, ring, Optional.of(deployment));
    }

    private record Settings(Optional<Path> keyRingFile, Optional<String> keyRing, Optional<String> deploymentId)
            implements CryptConfig {}
}
