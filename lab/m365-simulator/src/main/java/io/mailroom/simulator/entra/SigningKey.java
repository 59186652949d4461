package io.mailroom.simulator.entra;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The RSA key that signs id_tokens and service tokens; kept over a restart with the rest of the state. */
@ApplicationScoped
public class SigningKey {
    private volatile RsaJsonWebKey key = generate();

    private static RsaJsonWebKey generate() {
        try {
            RsaJsonWebKey fresh = RsaJwkGenerator.generateJwk(2048);
            fresh.setKeyId(UUID.nameUUIDFromBytes(
                            fresh.calculateBase64urlEncodedThumbprint("SHA-256").getBytes(StandardCharsets.US_ASCII))
                    .toString()
                    .replace("-", ""));
            fresh.setUse("sig");
            fresh.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return fresh;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
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
    public String save() {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    public void restore(Map<String, Object> saved) {
        try {
            key = new RsaJsonWebKey(saved);
        } catch (JoseException e) {
            throw new IllegalStateException("the saved signing key cannot be read", e);
        }
    }
}
