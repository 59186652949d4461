package io.mailroom.simulator.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Driver;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenEndpointTest extends DrivenTest {
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    String address;

    @BeforeEach
    void open() {
        address = driver.mailbox("contoso.example");
    }

    private JwtClaims verified(String token, String audience) throws Exception {
        String keys = driver.get("/" + Driver.CONTOSO + "/discovery/v2.0/keys").body();
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
                .setExpectedAudience(audience)
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .build()
                .processToClaims(token);
    }

    @Nested
    class A_code {
        @Test
        void buys_access_refresh_and_id_token() throws Exception {
            JsonNode tokens = driver.redeem(driver.code(address, Driver.SCOPES)).json();

            assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
            assertThat(tokens.path("scope").asText()).isEqualTo("Mail.ReadWrite Mail.Send User.Read openid profile");
            assertThat(tokens.path("expires_in").asInt()).isBetween(3_600, 5_400);
            assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
            JwtClaims claims = verified(tokens.path("id_token").asText(), driver.clientId);
            assertThat(claims.getIssuer()).isEqualTo(driver.base() + "/" + Driver.CONTOSO + "/v2.0");
            assertThat(claims.getStringClaimValue("nonce")).isEqualTo("the-nonce");
            assertThat(claims.getStringClaimValue("preferred_username")).isEqualTo(address);
            assertThat(claims.getStringClaimValue("tid")).isEqualTo(Driver.CONTOSO);
        }

        @Test
        void buys_no_refresh_token_without_offline_access_and_no_id_token_without_openid() {
            JsonNode tokens = driver.redeem(driver.code(address, "Mail.Send")).json();

            assertThat(tokens.has("refresh_token")).isFalse();
            assertThat(tokens.has("id_token")).isFalse();
        }

        @Test
        void is_good_once() {
            String code = driver.code(address, Driver.SCOPES);
            driver.redeem(code);

            Reply second = driver.redeem(code);

            assertThat(second.status()).isEqualTo(400);
            assertThat(second.text("/error")).isEqualTo("invalid_grant");
            assertThat(second.aadsts()).isEqualTo(54005);
        }

        @Test
        void dies_after_ten_minutes() {
            String code = driver.code(address, Driver.SCOPES);
            driver.advance(601);

            assertThat(driver.redeem(code).aadsts()).isEqualTo(70008);
        }

        @Test
        void is_bound_to_the_tenant_path_it_came_from() {
            String code = driver.code(address, Driver.SCOPES);
            Reply elsewhere = driver.token(
                    Driver.CONTOSO, "grant_type=authorization_code&code=" + code + "&redirect_uri=" + Driver.REDIRECT);

            assertThat(elsewhere.aadsts()).isEqualTo(700005);
        }

        @Test
        void is_bound_to_its_redirect_uri() {
            Reply reply = driver.token(
                    "organizations",
                    "grant_type=authorization_code&code=" + driver.code(address, Driver.SCOPES)
                            + "&redirect_uri=https://erp.example/callback");

            assertThat(reply.aadsts()).isEqualTo(500112);
        }
    }

    @Nested
    class A_code_with_a_challenge {
        private Reply redeem(String method, String challenge, String verifier) {
            String more = "&code_challenge=" + challenge + "&code_challenge_method=" + method;
            Reply redirect = driver.send(driver.request(driver.authorize("organizations", Driver.SCOPES, more))
                    .header("X-Lab-Account", address)
                    .GET());
            return driver.token(
                    "organizations",
                    "grant_type=authorization_code&code=" + Driver.parameter(redirect.header("location"), "code")
                            + "&redirect_uri=" + Driver.REDIRECT + "&code_verifier=" + verifier);
        }

        @Test
        void is_bought_with_the_verifier_of_rfc_7636() {
            assertThat(redeem("S256", CHALLENGE, VERIFIER).status()).isEqualTo(200);
        }

        @Test
        void is_bought_with_the_same_words_when_plain() {
            assertThat(redeem("plain", VERIFIER, VERIFIER).status()).isEqualTo(200);
        }

        @Test
        void is_refused_with_another_verifier() {
            assertThat(redeem("S256", CHALLENGE, VERIFIER.replace('d', 'e')).aadsts())
                    .isEqualTo(501481);
        }

        @Test
        void is_refused_without_one() {
            assertThat(redeem("S256", CHALLENGE, "").aadsts()).isEqualTo(501481);
        }
    }

    @Nested
    class A_refresh_token {
        User user;

        @BeforeEach
        void connect() {
            user = driver.connect(address);
        }

        @Test
        void brings_a_new_one_each_time_and_stays_good_itself() {
            String second = driver.refresh(user.refreshToken()).text("/refresh_token");
            Reply again = driver.refresh(user.refreshToken());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.text("/refresh_token")).isNotEqualTo(second);
            assertThat(driver.refresh(second).status()).isEqualTo(200);
        }

        @Test
        void works_on_the_tenant_s_own_path() {
            assertThat(driver.token(Driver.CONTOSO, "grant_type=refresh_token&refresh_token=" + user.refreshToken())
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void dies_after_ninety_days_of_rest() {
            driver.advance(91 * 86_400);

            Reply reply = driver.refresh(user.refreshToken());

            assertThat(reply.aadsts()).isEqualTo(700082);
            assertThat(reply.text("/error")).isEqualTo("invalid_grant");
        }

        @Test
        void lives_on_when_it_is_used_in_time() {
            driver.advance(60 * 86_400);
            driver.refresh(user.refreshToken());
            driver.advance(60 * 86_400);

            assertThat(driver.refresh(user.refreshToken()).status()).isEqualTo(200);
        }

        @Test
        void is_revoked_with_the_sessions() {
            driver.post("/_lab/mailboxes/" + address + "/sign-in", Map.of("action", "revoke"));

            assertThat(driver.refresh(user.refreshToken()).aadsts()).isEqualTo(50173);
        }

        @Test
        void is_no_use_for_a_disabled_account() {
            driver.post("/_lab/mailboxes/" + address + "/sign-in", Map.of("action", "disable"));

            assertThat(driver.refresh(user.refreshToken()).aadsts()).isEqualTo(50057);
        }

        @Test
        void asks_for_consent_again_when_it_was_withdrawn() {
            driver.post("/_lab/mailboxes/" + address + "/sign-in", Map.of("action", "withdraw-consent"));

            Reply reply = driver.refresh(user.refreshToken());

            assertThat(reply.aadsts()).isEqualTo(65001);
            assertThat(reply.text("/suberror")).isEqualTo("consent_required");
        }

        @Test
        void cannot_be_widened() {
            Reply reply = driver.token(
                    "organizations",
                    "grant_type=refresh_token&refresh_token=" + user.refreshToken() + "&scope=Mail.ReadWrite.Shared");

            assertThat(reply.aadsts()).isEqualTo(65001);
        }

        @Test
        void brings_no_new_one_when_the_lab_says_so() {
            driver.settings(Map.of("omitRefreshToken", true));

            assertThat(driver.refresh(user.refreshToken()).json().has("refresh_token"))
                    .isFalse();
        }
    }

    @Nested
    class A_client {
        @Test
        void with_a_wrong_secret_is_refused_with_401() {
            Reply reply = driver.form(
                    "/organizations/oauth2/v2.0/token",
                    "grant_type=client_credentials&client_id=" + driver.clientId
                            + "&client_secret=wrong&scope=api://mailroom/.default");

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.text("/error")).isEqualTo("invalid_client");
            assertThat(reply.aadsts()).isEqualTo(7000215);
            assertThat(reply.text("/error_description"))
                    .matches("(?s)AADSTS7000215: .*\r\nTrace ID: .*\r\nCorrelation ID: .*\r\nTimestamp: .*Z");
            assertThat(reply.json().has("trace_id")).isTrue();
            assertThat(reply.json().has("correlation_id")).isTrue();
            assertThat(reply.text("/timestamp")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ");
        }

        @Test
        void without_a_secret_is_told_which_parameter_is_missing() {
            Reply reply = driver.form(
                    "/organizations/oauth2/v2.0/token", "grant_type=refresh_token&client_id=" + driver.clientId);

            assertThat(reply.aadsts()).isEqualTo(7000218);
        }

        @Test
        void may_authenticate_with_http_basic() {
            String basic = Base64.getEncoder()
                    .encodeToString((driver.clientId + ":" + driver.secret).getBytes(StandardCharsets.UTF_8));
            Reply reply = driver.send(driver.request("/mailroom.example/oauth2/v2.0/token")
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(
                            "grant_type=client_credentials&scope=api%3A%2F%2Fmailroom%2F.default")));

            assertThat(reply.status()).isEqualTo(200);
        }

        @Test
        void gets_a_signed_service_token_with_its_roles() throws Exception {
            JsonNode reply = driver.token(
                            "mailroom.example", "grant_type=client_credentials&scope=api://mailroom/.default")
                    .json();

            JwtClaims claims = verified(reply.path("access_token").asText(), "api://mailroom");
            assertThat(claims.getIssuer()).isEqualTo(driver.base() + "/6f1d0c3a-0000-4000-8000-00000000a001/v2.0");
            assertThat(claims.getStringClaimValue("azp")).isEqualTo(driver.clientId);
            assertThat(claims.getStringListClaimValue("roles")).containsExactly("Mailroom.Worker");
            assertThat(reply.has("refresh_token")).isFalse();
        }

        @Test
        void unknown_to_the_directory_is_told_so() {
            Reply reply = driver.form(
                    "/organizations/oauth2/v2.0/token",
                    "grant_type=client_credentials&client_id=nobody&client_secret=x");

            assertThat(reply.text("/error")).isEqualTo("unauthorized_client");
            assertThat(reply.aadsts()).isEqualTo(700016);
        }

        @Test
        void of_a_single_tenant_may_not_use_the_shared_paths() {
            driver.put("/_lab/apps/single", """
                    {"secrets": ["single-secret-value"], "tenant": "contoso.example", "multiTenant": false}""");
            Reply reply = driver.form(
                    "/organizations/oauth2/v2.0/token",
                    "grant_type=client_credentials&client_id=single&client_secret=single-secret-value"
                            + "&scope=api://mailroom/.default");

            assertThat(reply.aadsts()).isEqualTo(50194);
        }
    }

    @Nested
    class The_metadata {
        @Test
        void of_a_tenant_names_its_issuer_and_endpoints() {
            JsonNode metadata = driver.get("/contoso.example/v2.0/.well-known/openid-configuration")
                    .json();

            assertThat(metadata.path("issuer").asText()).isEqualTo(driver.base() + "/" + Driver.CONTOSO + "/v2.0");
            assertThat(metadata.path("token_endpoint").asText())
                    .isEqualTo(driver.base() + "/" + Driver.CONTOSO + "/oauth2/v2.0/token");
        }

        @Test
        void of_organizations_has_a_template_for_issuer() {
            assertThat(driver.get("/organizations/v2.0/.well-known/openid-configuration")
                            .text("/issuer"))
                    .isEqualTo(driver.base() + "/{tenantid}/v2.0");
        }
    }
}
