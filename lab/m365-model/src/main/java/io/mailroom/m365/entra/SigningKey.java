package io.mailroom.m365.entra;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The RSA key that signs id_tokens and service tokens; kept over a restart with the rest of the state. */
public class SigningKey {
    private volatile RsaJsonWebKey key;

    /** @param fresh newly made; it is named after itself */
    public SigningKey(RsaJsonWebKey fresh) {
        fresh.setKeyId(UUID.nameUUIDFromBytes(
                        fresh.calculateBase64urlEncodedThumbprint("SHA-256").getBytes(StandardCharsets.US_ASCII))
                .toString()
                .replace("-", ""));
        fresh.setUse("sig");
        fresh.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        this.key = fresh;
    }

    public String sign(JwtClaims claims) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setHeader("typ", "JWT");
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as a JSON Web Key Set, RFC 7517. */
    public String publicKeys() {
        return new JsonWebKeySet(List.of(key)).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** Public and private half, for the snapshot alone. */
    public Map<String, Object> save() {
        return key.toParams(OutputControlLevel.INCLUDE_PRIVATE);
    }

    public void restore(Map<String, Object> saved) {
        try {
            key = new RsaJsonWebKey(saved);
        } catch (JoseException e) {
            throw new IllegalStateException("the saved signing key cannot be read", e);
        }
    }
}
