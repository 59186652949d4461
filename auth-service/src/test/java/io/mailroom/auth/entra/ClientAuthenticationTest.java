package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.problem.UnusableSettings;
import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.Person;
import io.mailroom.auth.testing.TestingCertificate;
import io.mailroom.auth.testing.TestingEntra;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientAuthenticationTest {
    @TempDir
    Path folder;

    private final TestingEntra entra = new TestingEntra();
    private final TestingEntra elsewhere = new TestingEntra();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "mailroom.entra.client-id", "mailroom-app",
            "mailroom.entra.clouds.global.login-url", entra.url(),
            "mailroom.entra.clouds.global.graph-url", "https://graph.example",
            "mailroom.entra.clouds.global.scope-prefix", "https://graph.microsoft.com/"));

    @AfterEach
    void stop() {
        entra.close();
        elsewhere.close();
    }

    private EntraConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EntraConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(EntraConfig.class);
    }

    private Registrations registrations() {
        EntraConfig config = config();
        return new Registrations(config, new Clouds(config), Clock.systemUTC());
    }

    private EntraClient client() {
        return new EntraClient(new EntraHttp(config(), Clock.systemUTC()), registrations());
    }

    private TokenReply refresh(EntraClient client) {
        return refresh(client, "global", entra);
    }

    private TokenReply refresh(EntraClient client, String cloud, TestingEntra at) {
        RefreshToken token = new RefreshToken(at.grant(Person.ADELE, "Mail.ReadWrite Mail.Send"));
        return client.refresh(new Clouds(config()).named(cloud), new Authority(TestingEntra.CONTOSO), token, false);
    }

    private void set(String key, Object value) {
        settings.put("mailroom.entra." + key, value.toString());
    }

    @Nested
    class Two_secrets {
        @Test
        void carry_a_rollover_without_a_gap() {
            set("client-secret", "old-secret-of-mailroom");
            set("other-client-secret", "new-secret-of-mailroom");
            entra.app().acceptSecrets("old-secret-of-mailroom");
            EntraClient client = client();
            TokenReply before = refresh(client);
            entra.app().acceptSecrets("new-secret-of-mailroom");

            TokenReply after = refresh(client);

            assertThat(before).isInstanceOf(TokenReply.Granted.class);
            assertThat(after).isInstanceOf(TokenReply.Granted.class);
        }

        @Test
        void cost_one_more_request_once_and_then_none() {
            set("client-secret", "old-secret-of-mailroom");
            set("other-client-secret", "new-secret-of-mailroom");
            entra.app().acceptSecrets("new-secret-of-mailroom");
            EntraClient client = client();

            refresh(client);
            refresh(client);

            assertThat(entra.refreshes()).isEqualTo(3);
        }

        @Test
        void are_a_fault_of_the_operator_if_both_are_refused() {
            set("client-secret", "old-secret-of-mailroom");
            set("other-client-secret", "new-secret-of-mailroom");
            entra.app().acceptSecrets("a-third-secret");

            assertThat(refresh(client()))
                    .isInstanceOfSatisfying(
                            TokenReply.Refused.class,
                            refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.OPERATOR));
        }

        @Test
        void are_not_tried_in_turn_when_the_grant_is_at_fault() {
            set("client-secret", TestingEntra.SECRET);
            set("other-client-secret", "new-secret-of-mailroom");
            entra.answerNext(Answer.error(400, "invalid_grant", 70008));

            refresh(client());

            assertThat(entra.refreshes()).isEqualTo(1);
        }
    }

    @Nested
    class A_certificate {
        private TestingCertificate certificate;

        @BeforeEach
        void made() {
            certificate = new TestingCertificate(folder, "mailroom", 90);
        }

        private void configured(Path certificateFile, Path keyFile) {
            set("certificate-file", certificateFile);
            set("private-key-file", keyFile);
        }

        @Test
        void proves_the_client_by_a_new_assertion_each_time() throws IOException {
            configured(certificate.certificateFile(), certificate.keyFile());
            entra.app().acceptCertificate(certificate.certificateFile());
            EntraClient client = client();

            assertThat(refresh(client)).isInstanceOf(TokenReply.Granted.class);
            assertThat(refresh(client)).isInstanceOf(TokenReply.Granted.class);
        }

        @Test
        void that_is_not_registered_is_a_fault_of_the_operator() throws IOException {
            configured(certificate.certificateFile(), certificate.keyFile());
            entra.app().acceptCertificate(new TestingCertificate(folder, "another", 90).certificateFile());

            assertThat(refresh(client())).isInstanceOfSatisfying(TokenReply.Refused.class, refused -> {
                assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.OPERATOR);
                assertThat(refused.refusal().aadsts()).isEqualTo(700027);
            });
        }

        @Test
        void says_when_it_ends() {
            configured(certificate.certificateFile(), certificate.keyFile());

            assertThat(registrations().expiries())
                    .singleElement()
                    .satisfies(expiry -> assertThat(expiry.at())
                            .isEqualTo(certificate.certificate().getNotAfter().toInstant()));
        }

        @Test
        void with_the_key_of_another_stops_the_start() {
            TestingCertificate another = new TestingCertificate(folder, "another", 90);
            configured(certificate.certificateFile(), another.keyFile());

            assertThatThrownBy(ClientAuthenticationTest.this::registrations)
                    .isInstanceOf(UnusableSettings.class)
                    .hasMessageContaining("does not belong to the certificate");
        }

        @Test
        void that_is_none_stops_the_start_and_is_not_quoted() throws IOException {
            Path broken = Files.writeString(folder.resolve("broken.key"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n");
            configured(certificate.certificateFile(), broken);

            assertThatThrownBy(ClientAuthenticationTest.this::registrations)
                    .isInstanceOf(UnusableSettings.class)
                    .hasMessageContaining("broken.key")
                    .hasMessageNotContaining("c2VjcmV0")
                    .hasNoCause();
        }
    }

    @Nested
    class A_federated_token {
        @Test
        void is_read_again_for_each_use() throws IOException {
            Path file = Files.writeString(folder.resolve("token"), "first-token-of-the-cluster\n");
            set("federated-token-file", file);
            entra.app().acceptFederated("first-token-of-the-cluster");
            EntraClient client = client();
            TokenReply first = refresh(client);
            Files.writeString(file, "second-token-of-the-cluster\n");
            entra.app().acceptFederated("second-token-of-the-cluster");

            TokenReply second = refresh(client);

            assertThat(first).isInstanceOf(TokenReply.Granted.class);
            assertThat(second).isInstanceOf(TokenReply.Granted.class);
        }

        @Test
        void that_disappears_is_a_fault_of_the_operator_and_asks_nobody() throws IOException {
            Path file = Files.writeString(folder.resolve("token"), "first-token-of-the-cluster");
            set("federated-token-file", file);
            EntraClient client = client();
            Files.delete(file);

            assertThat(refresh(client))
                    .isInstanceOfSatisfying(
                            TokenReply.Refused.class,
                            refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.OPERATOR));
            assertThat(entra.refreshes()).isZero();
        }
    }

    @Nested
    class Settings {
        @Test
        void without_any_proof_stop_the_start() {
            assertThatThrownBy(ClientAuthenticationTest.this::registrations)
                    .isInstanceOf(UnusableSettings.class)
                    .hasMessageStartingWith("Neither mailroom.entra.client-secret-file");
        }

        @Test
        void with_two_kinds_of_proof_stop_the_start() {
            set("client-secret", "one-secret-of-mailroom");
            set("federated-token-file", folder.resolve("token"));

            assertThatThrownBy(ClientAuthenticationTest.this::registrations)
                    .isInstanceOf(UnusableSettings.class)
                    .hasMessageStartingWith("Only one of");
        }

        @Test
        void tell_when_a_secret_ends() {
            set("client-secret", "one-secret-of-mailroom");
            set("client-secret-expires-at", "2027-01-31T00:00:00Z");

            assertThat(registrations().expiries())
                    .containsExactly(
                            new Registrations.Expiry("global", "client_secret", Instant.parse("2027-01-31T00:00:00Z")));
        }
    }

    @Nested
    class Two_clouds {
        @Test
        void each_have_an_application_of_their_own_and_never_hear_of_the_other() {
            set("client-secret", TestingEntra.SECRET);
            set("clouds.china.login-url", elsewhere.url());
            set("clouds.china.graph-url", "https://graph.cn.example");
            set("clouds.china.scope-prefix", "https://microsoftgraph.chinacloudapi.cn/");
            set("clouds.china.registration.client-id", "mailroom-in-china");
            set("clouds.china.registration.client-secret", "secret-of-the-other-cloud");
            elsewhere.app().register("mailroom-in-china", "secret-of-the-other-cloud");

            TokenReply reply = refresh(client(), "china", elsewhere);

            assertThat(reply).isInstanceOf(TokenReply.Granted.class);
            assertThat(elsewhere.refreshes()).isEqualTo(1);
            assertThat(entra.requests()).isEmpty();
            assertThat(registrations().clientId(new Clouds(config()).named("china")))
                    .isEqualTo("mailroom-in-china");
        }
    }
}
