package io.mailroom.auth.entra;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.model.secret.RevealSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Checks an id_token (OpenID Connect Core section 3.1.3.7): RS256 signature by the cloud's keys, audience, issuer of the
 * very tenant that it names, expiry with 60 seconds of grace, nonce, and the tenant if one was asked for.
 */
@Singleton
public class IdTokens {
    private final SigningKeys keys;
    private final Registrations registrations;
    private final Clock clock;

    @Inject
    IdTokens(SigningKeys keys, Registrations registrations, Clock clock) {
        this.keys = keys;
        this.registrations = registrations;
        this.clock = clock;
    }

    public IdTokenReply check(IdToken token, Cloud cloud, Authority authority, String nonceHash) {
        String jwt = token.reveal(RevealSecrets.forTheWire());
        List<JsonWebKey> signing = keys.of(cloud, keyIdOf(jwt));
        if (signing.isEmpty()) {
            return new IdTokenReply.KeysUnavailable();
        }
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(signing))
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setExpectedAudience(registrations.clientId(cloud))
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(60)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(jwt);
            return checkClaims(claims, cloud, authority, nonceHash);
        } catch (InvalidJwtException | MalformedClaimException e) {
            return new IdTokenReply.Invalid("signature, audience or expiry"); // no cause: it quotes the token
        }
    }

    private static IdTokenReply checkClaims(JwtClaims claims, Cloud cloud, Authority authority, String nonceHash)
            throws MalformedClaimException {
        String tenant = claims.getClaimValueAsString("tid");
        String user = claims.getClaimValueAsString("oid");
        String nonce = claims.getClaimValueAsString("nonce");
        String address = address(claims);
        if (tenant == null || user == null || address == null) {
            return new IdTokenReply.Invalid("tid, oid or preferred_username is missing");
        }
        if (!cloud.issuer(tenant).equals(claims.getIssuer())) {
            return new IdTokenReply.Invalid("issuer");
        }
        if (nonce == null || !OneTimeSecret.hashOf(nonce).equals(nonceHash)) {
            return new IdTokenReply.Invalid("nonce");
        }
        if (authority.namesTenant() && !authority.tenant().equalsIgnoreCase(tenant)) {
            return new IdTokenReply.Invalid("tenant");
        }
        return new IdTokenReply.Valid(tenant, user, address, claims.getClaimValueAsString("name"));
    }

    private static @Nullable String address(JwtClaims claims) {
        for (String claim : List.of("preferred_username", "email", "upn")) {
            String value = claims.getClaimValueAsString(claim);
            if (value != null && value.indexOf('@') > 0) {
                return value;
            }
        }
        return null;
    }

    private static String keyIdOf(String jwt) {
        try {
            String keyId = ((JsonWebSignature) JsonWebSignature.fromCompactSerialization(jwt)).getKeyIdHeaderValue();
            return keyId == null ? "" : keyId;
        } catch (JoseException | ClassCastException e) {
            return "";
        }
    }
}
