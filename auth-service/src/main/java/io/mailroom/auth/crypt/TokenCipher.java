package io.mailroom.auth.crypt;

import io.mailroom.auth.crypt.RowKeys.Purpose;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.RevealSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/**
 * Turns secrets into what a row may hold, and back. Promises: nothing is encrypted under a key that is not in the ring;
 * a ciphertext opens only in the row, column and deployment for which it was made; every encryption has a new salt.
 */
public final class TokenCipher {
    private final LiveKeyRing keyRing;
    private final RowKeys keys;
    private final Clock clock;

    TokenCipher(LiveKeyRing keyRing, String deploymentId, Clock clock) {
        this.keyRing = keyRing;
        this.keys = new RowKeys(deploymentId);
        this.clock = clock;
    }

    /** @throws UnusableKeys if there is no usable key ring or no deployment id */
    public static TokenCipher open(CryptConfig config, Clock clock) {
        LiveKeyRing keyRing = LiveKeyRing.open(config, clock);
        String deployment = config.deploymentId()
                .filter(id -> !id.isBlank())
                .orElseThrow(() -> new UnusableKeys("mailroom.crypt.deployment-id is not set: no start without it."));
        return new TokenCipher(keyRing, deployment, clock);
    }

    public EncryptedGrant encrypt(
            ConnectionId owner, RefreshToken refreshToken, AccessToken accessToken, Instant accessExpiresAt) {
        String keyId = keyRing.current().primaryId();
        String salt = RowKeys.newSalt();
        RevealSecrets access = RevealSecrets.forTheWire();
        return new EncryptedGrant(
                keyId,
                salt,
                encryptText(keyId, salt, Purpose.REFRESH_TOKEN, owner.value(), refreshToken.reveal(access)),
                encryptText(keyId, salt, Purpose.ACCESS_TOKEN, owner.value(), accessToken.reveal(access)),
                accessExpiresAt);
    }

    public RefreshToken refreshToken(ConnectionId owner, EncryptedGrant grant) {
        return new RefreshToken(text(fernet(grant.keyId(), grant.salt(), Purpose.REFRESH_TOKEN, owner.value())
                .decrypt(grant.refreshToken())));
    }

    public AccessToken accessToken(ConnectionId owner, EncryptedGrant grant) {
        return new AccessToken(text(fernet(grant.keyId(), grant.salt(), Purpose.ACCESS_TOKEN, owner.value())
                .decrypt(grant.accessToken())));
    }

    public EncryptedText encrypt(String consentId, OneTimeSecret verifier) {
        String text = verifier.reveal(RevealSecrets.forTheWire());
        return encrypted(primaryId(), Purpose.PKCE_VERIFIER, consentId, text);
    }

    /** @throws UnreadableSecret also if it was encrypted longer than {@code ttl} ago */
    public OneTimeSecret verifier(String consentId, EncryptedText encrypted, Duration ttl) {
        byte[] plain = fernet(encrypted.keyId(), encrypted.salt(), Purpose.PKCE_VERIFIER, consentId)
                .decrypt(encrypted.text(), clock.instant(), ttl);
        return OneTimeSecret.parse(text(plain)).orElseThrow(() -> new UnreadableSecret("not a PKCE verifier"));
    }

    /** The same secrets under a new salt and the primary key; {@code grant} itself is not touched. */
    public EncryptedGrant reencrypt(ConnectionId owner, EncryptedGrant grant) {
        return encrypt(owner, refreshToken(owner, grant), accessToken(owner, grant), grant.accessExpiresAt());
    }

    public String primaryId() {
        return keyRing.current().primaryId();
    }

    public Set<String> keyIds() {
        return keyRing.current().ids();
    }

    /**
     * For the operator alone, a line for each column: with these any implementation of Fernet reads the secrets of this one
     * row.
     */
    public String printedKeys(String keyId, String salt, String rowId) {
        return "refresh_token " + printedKey(keyId, salt, Purpose.REFRESH_TOKEN, rowId) + "\naccess_token "
                + printedKey(keyId, salt, Purpose.ACCESS_TOKEN, rowId);
    }

    private String printedKey(String keyId, String salt, Purpose purpose, String rowId) {
        byte[] key = keys.derive(keyRing.having(keyId).key(keyId), salt, purpose, rowId);
        return Base64.getUrlEncoder().encodeToString(key);
    }

    /** A value that only this key in this deployment can read again. */
    public EncryptedText checkValue(String keyId) {
        return encrypted(keyId, Purpose.KEY_CHECK, keyId, keyId);
    }

    public boolean reads(EncryptedText check) {
        String keyId = check.keyId();
        try {
            return text(fernet(keyId, check.salt(), Purpose.KEY_CHECK, keyId).decrypt(check.text()))
                    .equals(keyId);
        } catch (UnreadableSecret e) {
            return false;
        }
    }

    private EncryptedText encrypted(String keyId, Purpose purpose, String rowId, String plain) {
        String salt = RowKeys.newSalt();
        return new EncryptedText(keyId, salt, encryptText(keyId, salt, purpose, rowId, plain));
    }

    private String encryptText(String keyId, String salt, Purpose purpose, String rowId, String plain) {
        return fernet(keyId, salt, purpose, rowId).encrypt(plain.getBytes(StandardCharsets.UTF_8), clock.instant());
    }

    private Fernet fernet(String keyId, String salt, Purpose purpose, String rowId) {
        return keys.fernet(keyRing.having(keyId).key(keyId), salt, purpose, rowId);
    }

    private static String text(byte[] plain) {
        return new String(plain, StandardCharsets.UTF_8);
    }
}
