package io.mailroom.auth.crypt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Derives the Fernet key of one secret of one row, so that a ciphertext moved to another row or column opens nowhere:
 * HKDF-SHA256 (RFC 5869) over the master key with salt = deployment id | 32 random bytes of the row and
 * info = {@code mailroom.v1 NUL purpose NUL row id}. Without the row's salt its ciphertext is dead, whoever has the master key.
 */
final class RowKeys {
    private static final int SALT_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] deployment;

    RowKeys(String deploymentId) {
        this.deployment = deploymentId.getBytes(StandardCharsets.UTF_8);
    }

    static String newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
    }

    Fernet fernet(SecretKey master, String salt, Purpose purpose, String rowId) {
        return new Fernet(derive(master, salt, purpose, rowId));
    }

    byte[] derive(SecretKey master, String salt, Purpose purpose, String rowId) {
        byte[] info = ("mailroom.v1\0" + purpose.label() + "\0" + rowId).getBytes(StandardCharsets.UTF_8);
        HKDFParameterSpec spec = HKDFParameterSpec.ofExtract()
                .addIKM(master)
                .addSalt(deployment)
                .addSalt(Base64.getUrlDecoder().decode(salt))
                .thenExpand(info, Fernet.KEY_BYTES);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(spec);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecret("HKDF-SHA256 failed"); // no cause: it may name key material
        }
    }

    /** What a key is for; each purpose has keys of its own. */
    enum Purpose {
        REFRESH_TOKEN("refresh-token"),
        ACCESS_TOKEN("access-token"),
        PKCE_VERIFIER("pkce-verifier"),
        KEY_CHECK("key-check");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
