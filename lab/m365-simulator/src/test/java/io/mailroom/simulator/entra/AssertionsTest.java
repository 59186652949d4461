package io.mailroom.simulator.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class AssertionsTest extends DrivenTest {
    private static final String APP = "app-with-certificate";
    private static final String PASSWORD = "store-password";

    @TempDir
    Path folder;

    private KeyStore pair(String name) throws Exception {
        Path store = folder.resolve(name);
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = keytool + " -genkeypair -alias a -dname CN=mailroom.example -keyalg RSA -keysize 2048"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        assertThat(new ProcessBuilder(command.split(" ")).start().waitFor()).isZero();
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private void register(KeyStore pair) throws Exception {
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(pair.getCertificate("a").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        driver.put(
                "/_lab/apps/" + APP,
                Map.of(
                        "certificates",
                        List.of(pem),
                        "tenant",
                        "mailroom.example",
                        "multiTenant",
                        true,
                        "roles",
                        List.of("Mailroom.Worker")));
    }

    private static String assertion(KeyStore pair, String audience, int minutes) throws Exception {
        Key key = pair.getKey("a", PASSWORD.toCharArray());
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(APP);
        claims.setSubject(APP);
        claims.setAudience(audience);
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setNotBeforeMinutesInThePast(0);
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("PS256");
        signature.setX509CertSha256ThumbprintHeaderValue((X509Certificate) pair.getCertificate("a"));
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        return signature.getCompactSerialization();
    }

    private Reply ask(KeyStore pair, String audience) throws Exception {
        return ask(assertion(pair, audience, 5));
    }

    private Reply ask(String assertion) {
        return driver.form(
                "/mailroom.example/oauth2/v2.0/token",
                "grant_type=client_credentials&client_id=" + APP
                        + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                        + assertion + "&scope=api://mailroom/.default");
    }

    private String endpoint() {
        return driver.base() + "/mailroom.example/oauth2/v2.0/token";
    }

    @Test
    void an_assertion_of_the_registered_certificate_is_taken() throws Exception {
        KeyStore pair = pair("one");
        register(pair);

        Reply reply = ask(pair, endpoint());

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void an_assertion_of_another_certificate_or_for_another_endpoint_is_refused() throws Exception {
        KeyStore pair = pair("one");
        register(pair);

        Reply stranger = ask(pair("two"), endpoint());
        Reply elsewhere = ask(pair, endpoint() + "/other");

        assertThat(List.of(stranger, elsewhere)).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.aadsts()).isEqualTo(700027);
        });
    }

    @Test
    void an_assertion_is_good_for_one_call() throws Exception {
        KeyStore pair = pair("one");
        register(pair);
        String assertion = assertion(pair, endpoint(), 5);

        assertThat(ask(assertion).status()).isEqualTo(200);
        assertThat(ask(assertion).aadsts()).isEqualTo(700027);
    }

    @Test
    void an_assertion_for_longer_than_ten_minutes_is_refused() throws Exception {
        KeyStore pair = pair("one");
        register(pair);

        assertThat(ask(assertion(pair, endpoint(), 20)).aadsts()).isEqualTo(700027);
    }

    @Test
    void an_app_with_a_certificate_is_no_public_client() throws Exception {
        register(pair("one"));

        Reply reply =
                driver.form("/mailroom.example/oauth2/v2.0/token", "grant_type=client_credentials&client_id=" + APP);

        assertThat(reply.aadsts()).isEqualTo(7000218);
    }
}
