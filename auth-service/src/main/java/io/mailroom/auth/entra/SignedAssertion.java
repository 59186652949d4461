package io.mailroom.auth.entra;

import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * {@code private_key_jwt} (RFC 7523 section 2.2) as Entra wants it: PS256, {@code x5t#S256} of the registered certificate,
 * the tenant's token endpoint as audience, good for five minutes (facts A9).
 */
record SignedAssertion(Path certificateFile, Path keyFile, Clock clock) implements ClientAuthentication {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofMinutes(5);

    @Override
    public String method() {
        return "certificate";
    }

    @Override
    public void addTo(Form form, String clientId, URI tokenEndpoint) {
        form.add("client_id", clientId)
                .add("client_assertion_type", TYPE)
                .add("client_assertion", assertion(clientId, tokenEndpoint));
    }

    private String assertion(String clientId, URI audience) {
        X509Certificate certificate = CredentialFiles.certificate(certificateFile);
        PrivateKey key = CredentialFiles.privateKey(keyFile);
        refuseForeignKey(certificate, key);
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(clientId);
        claims.setSubject(clientId);
        claims.setAudience(audience.toString());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_PSS_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setX509CertSha256ThumbprintHeaderValue(certificate);
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new UnusableCredential("The private key file " + keyFile + " holds a key that cannot sign.");
        }
    }

    private void refuseForeignKey(X509Certificate certificate, PrivateKey key) {
        if (!(certificate.getPublicKey() instanceof RSAKey registered)
                || !(key instanceof RSAKey own)
                || !registered.getModulus().equals(own.getModulus())) {
            throw new UnusableCredential(
                    "The private key file " + keyFile + " does not belong to the certificate " + certificateFile + ".");
        }
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.of(
                CredentialFiles.certificate(certificateFile).getNotAfter().toInstant());
    }
}
