package io.mailroom.auth.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.entra.SigningKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Gets wrong what the identity platform of the tests grants. */
final class TestingTokens {
    private final String otherIssuer;
    private final SigningKey key;
    private final SigningKey stranger;

    TestingTokens(SigningKey key, String otherIssuer) {
        this.otherIssuer = otherIssuer;
        this.key = key;
        this.stranger = newKey();
        Map<String, Object> underTheSameName = new HashMap<>(stranger.save());
        underTheSameName.put("kid", key.save().get("kid"));
        stranger.restore(underTheSameName);
    }

    static SigningKey newKey() {
        try {
            return new SigningKey(RsaJwkGenerator.generateJwk(2048));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    ObjectNode distorted(ObjectNode reply, Distortion how) {
        switch (how) {
            case NONE -> {}
            case SCOPE_LEFT_OUT ->
                reply.put("scope", reply.path("scope").asText().replaceAll("\\S*Mail.Send\\S*", ""));
            case NO_REFRESH_TOKEN -> reply.remove("refresh_token");
            case OTHER_NONCE, OTHER_AUDIENCE, OTHER_ISSUER, OTHER_KEY, EXPIRED ->
                reply.put("id_token", distorted(reply.path("id_token").asText(), how));
        }
        return reply;
    }

    private String distorted(String idToken, Distortion how) {
        JwtClaims claims = claims(idToken);
        switch (how) {
            case OTHER_NONCE -> claims.setClaim("nonce", "another");
            case OTHER_AUDIENCE -> claims.setAudience("another-app");
            case OTHER_ISSUER -> claims.setIssuer(otherIssuer);
            case EXPIRED -> claims.setExpirationTimeMinutesInTheFuture(-10);
            case NONE, SCOPE_LEFT_OUT, NO_REFRESH_TOKEN, OTHER_KEY -> {}
        }
        return (how == Distortion.OTHER_KEY ? stranger : key).sign(claims);
    }

    private static JwtClaims claims(String token) {
        try {
            return new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException e) {
            throw new IllegalStateException(e);
        }
    }
}
