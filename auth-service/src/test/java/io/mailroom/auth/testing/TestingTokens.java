package io.mailroom.auth.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Signs what the identity platform of the tests says. */
final class TestingTokens {
    private final String base;
    private final RsaJsonWebKey key = newKey();
    private final RsaJsonWebKey stranger = newKey();

    TestingTokens(String base) {
        this.base = base;
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("testing");
            key.setAlgorithm("RS256");
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    String keys() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    String discovery(String tenant) {
        String at = base + "/" + tenant;
        return """
                {"issuer":"%1$s/v2.0","authorization_endpoint":"%1$s/oauth2/v2.0/authorize",
                 "token_endpoint":"%1$s/oauth2/v2.0/token","jwks_uri":"%1$s/discovery/v2.0/keys",
                 "response_types_supported":["code"],"subject_types_supported":["pairwise"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(at);
    }

    String service(String tenant, String clientId, String role) {
        JwtClaims claims = claims(base + "/" + tenant + "/v2.0", "api://mailroom", 60);
        claims.setClaim("azp", clientId);
        claims.setClaim("tid", tenant);
        claims.setClaim("roles", List.of(role));
        claims.setSubject(clientId);
        return signed(claims, key);
    }

    String id(Grant grant, Distortion distortion) {
        Person person = grant.person();
        String tenant = distortion == Distortion.OTHER_ISSUER ? TestingEntra.OPERATOR : person.tenant();
        JwtClaims claims = claims(
                base + "/" + tenant + "/v2.0",
                distortion == Distortion.OTHER_AUDIENCE ? "another-app" : "mailroom-app",
                distortion == Distortion.EXPIRED ? -10 : 60);
        claims.setClaim("tid", person.tenant());
        claims.setClaim("oid", person.oid());
        claims.setClaim("preferred_username", person.address());
        claims.setClaim("name", person.name());
        claims.setClaim(
                "nonce",
                distortion == Distortion.OTHER_NONCE ? "another" : grant.query().get("nonce"));
        claims.setSubject("pairwise-" + person.oid());
        return signed(claims, distortion == Distortion.OTHER_KEY ? stranger : key);
    }

    private static JwtClaims claims(String issuer, String audience, int minutes) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        return claims;
    }

    private static String signed(JwtClaims claims, RsaJsonWebKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue("testing");
            signature.setAlgorithmHeaderValue("RS256");
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As long as the short ones of Entra. */
    static String opaque(String kind) {
        return kind + "-" + UUID.randomUUID() + UUID.randomUUID() + UUID.randomUUID() + UUID.randomUUID() + "-secret";
    }
}
