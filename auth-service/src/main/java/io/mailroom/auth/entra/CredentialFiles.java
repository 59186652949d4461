package io.mailroom.auth.entra;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mounted credentials. What is wrong with one is said by naming its file, never by quoting it. */
final class CredentialFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private CredentialFiles() {}

    static String text(Path file, String what) {
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IOException e) {
            throw new UnusableCredential("The " + what + " file " + file + " cannot be read.");
        }
        throw new UnusableCredential("The " + what + " file " + file + " is empty.");
    }

    /** The first certificate of a PEM file. */
    static X509Certificate certificate(Path file) {
        byte[] pem = text(file, "certificate").getBytes(StandardCharsets.US_ASCII);
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (GeneralSecurityException e) {
            throw new UnusableCredential("The certificate file " + file + " holds no X.509 certificate in PEM.");
        }
    }

    /** An unencrypted PKCS #8 key in PEM (RFC 7468 section 10). */
    static PrivateKey privateKey(Path file) {
        Matcher pem = KEY.matcher(text(file, "private key"));
        try {
            if (pem.find()) {
                byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Falls through: the message of either may quote the key.
        }
        throw new UnusableCredential(
                "The private key file " + file + " holds no RSA key in PEM (PKCS #8, not encrypted).");
    }
}
