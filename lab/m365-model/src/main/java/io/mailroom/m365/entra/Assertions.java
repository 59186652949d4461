package io.mailroom.m365.entra;

import io.mailroom.m365.directory.AppRegistration;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.X509Util;
import org.jose4j.lang.JoseException;

/** Client assertions signed with the key of a registered certificate: {@code private_key_jwt} (facts A9). */
final class Assertions {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private Assertions() {}

    /** @throws IllegalArgumentException if it is no certificate in PEM form */
    static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate must be in PEM form", e);
        }
    }

    /**
     * @return the assertion's own id
     * @throws EntraRefusal unless a registered certificate's key signed it for this endpoint, for ten minutes at most
     */
    static String check(AppRegistration app, String type, String assertion, String tokenEndpoint, Instant now) {
        if (!type.equals(TYPE)) {
            throw EntraRefusal.of(900144, "The 'client_assertion_type' is not supported.");
        }
        try {
            JsonWebSignature signature = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(assertion);
            return new JwtConsumerBuilder()
                    .setVerificationKey(named(app, signature.getX509CertSha256ThumbprintHeaderValue())
                            .getPublicKey())
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_PSS_USING_SHA256))
                    .setExpectedIssuer(app.clientId())
                    .setExpectedSubject(app.clientId())
                    .setExpectedAudience(tokenEndpoint)
                    .setRequireExpirationTime()
                    .setRequireNotBefore()
                    .setMaxFutureValidityInMinutes(10)
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .setAllowedClockSkewInSeconds(300)
                    .build()
                    .processToClaims(assertion)
                    .getJwtId();
        } catch (InvalidJwtException e) {
            throw EntraRefusal.of(e.hasExpired() ? 700024 : 700027);
        } catch (JoseException | MalformedClaimException | ClassCastException e) {
            throw EntraRefusal.of(50012);
        }
    }

    private static X509Certificate named(AppRegistration app, String thumbprint) {
        List<X509Certificate> registered =
                app.certificates().stream().map(Assertions::certificate).toList();
        return registered.stream()
                .filter(known -> X509Util.x5tS256(known).equals(thumbprint))
                .findFirst()
                .orElseThrow(() -> EntraRefusal.of(700027));
    }
}
