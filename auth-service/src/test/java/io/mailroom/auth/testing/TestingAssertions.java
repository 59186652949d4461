package io.mailroom.auth.testing;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.X509Util;
import org.jspecify.annotations.Nullable;

/** Checks a client's proof as Entra does: the number that it refuses with, or null. */
final class TestingAssertions {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> federated = ConcurrentHashMap.newKeySet();
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private volatile @Nullable X509Certificate certificate;

    void reset(String secret) {
        secrets.clear();
        secrets.add(secret);
        federated.clear();
        certificate = null;
    }

    void accept(String... these) {
        secrets.clear();
        secrets.addAll(List.of(these));
    }

    void accept(X509Certificate registered) {
        secrets.clear();
        certificate = registered;
    }

    void acceptFederated(String token) {
        secrets.clear();
        federated.clear();
        federated.add(token);
    }

    @Nullable
    Integer refusal(Map<String, String> form, String tokenEndpoint) {
        String assertion = form.get("client_assertion");
        if (assertion == null) {
            return secrets.contains(String.valueOf(form.get("client_secret"))) ? null : Integer.valueOf(7000215);
        }
        if (!TYPE.equals(form.get("client_assertion_type"))) {
            return 7000218;
        }
        if (federated.contains(assertion)) {
            return null;
        }
        X509Certificate registered = certificate;
        return registered != null && signed(assertion, registered, String.valueOf(form.get("client_id")), tokenEndpoint)
                ? null
                : Integer.valueOf(700027);
    }

    private boolean signed(String assertion, X509Certificate registered, String client, String tokenEndpoint) {
        try {
            JwtContext jwt = new JwtConsumerBuilder()
                    .setVerificationKey(registered.getPublicKey())
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "PS256"))
                    .setExpectedAudience(tokenEndpoint)
                    .setExpectedIssuer(client)
                    .setExpectedSubject(client)
                    .setRequireExpirationTime()
                    .setRequireNotBefore()
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .setMaxFutureValidityInMinutes(10)
                    .build()
                    .process(assertion);
            JwtClaims claims = jwt.getJwtClaims();
            return X509Util.x5tS256(registered)
                            .equals(jwt.getJoseObjects().getFirst().getX509CertSha256ThumbprintHeaderValue())
                    && spent.add(claims.getJwtId());
        } catch (InvalidJwtException | MalformedClaimException e) {
            return false;
        }
    }
}
