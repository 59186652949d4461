package io.mailroom.auth.consent;

import static io.mailroom.auth.testing.TestingBrowser.location;
import static io.mailroom.auth.testing.TestingClient.code;
import static io.mailroom.auth.testing.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.Distortion;
import io.mailroom.auth.testing.Person;
import io.mailroom.auth.testing.TestingBrowser;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(AuthStack.class)
class ConsentFlowTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    TestingClient erp;

    @BeforeEach
    void freshStart() {
        entra.reset();
        postgres.execute("delete from connection");
        postgres.execute("delete from pending_consent");
        erp = new TestingClient(entra, service);
    }

    @Nested
    class A_consent_that_is_given {
        @Test
        void leads_back_to_the_application_with_a_connection_that_can_be_leased() {
            JsonNode link = erp.begin();

            HttpResponse<String> back =
                    erp.browser().consent(link.path("connectUrl").textValue());

            String id = link.path("connectionId").textValue();
            assertThat(location(back)).isEqualTo(TestingClient.DONE + "?connectionId=" + id + "&status=connected");
            JsonNode connection = json(erp.get(id));
            assertThat(connection.path("state").textValue()).isEqualTo("CONNECTED");
            assertThat(connection.path("mailbox").textValue()).isEqualTo("adele@contoso.example");
            assertThat(connection.path("tenantId").textValue()).isEqualTo(TestingEntra.CONTOSO);
            JsonNode lease = json(erp.lease(id));
            assertThat(entra.issued()).contains(lease.path("accessToken").textValue());
            assertThat(lease.path("userId").textValue()).isEqualTo(Person.ADELE.oid());
            assertThat(lease.path("graphUrl").textValue()).isEqualTo("https://graph.example/v1.0");
            assertThat(entra.refreshes()).isZero();
        }

        @Test
        void is_asked_for_with_pkce_nonce_and_no_more_scopes_than_needed() {
            HttpResponse<String> opened =
                    erp.browser().open(erp.begin().path("connectUrl").textValue());

            URI target = URI.create(location(opened));
            Map<String, String> query = TestingEntra.form(target.getRawQuery());
            assertThat(target.getPath()).isEqualTo("/organizations/oauth2/v2.0/authorize");
            assertThat(query)
                    .containsEntry("code_challenge_method", "S256")
                    .containsEntry("login_hint", "adele@contoso.example")
                    .containsEntry("redirect_uri", "http://localhost:8700/callback")
                    .containsEntry(
                            "scope",
                            "openid profile offline_access https://graph.microsoft.com/Mail.ReadWrite"
                                    + " https://graph.microsoft.com/Mail.Send");
            assertThat(query.get("state")).hasSize(43);
            assertThat(query.get("nonce")).hasSize(43);
            assertThat(opened.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-mailroom-consent=")
                    .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax");
            assertThat(opened.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
        }

        @Test
        void asks_for_shared_scopes_only_if_a_shared_mailbox_is_named() {
            JsonNode link = json(erp.ask("{\"returnUrl\":\"" + TestingClient.DONE
                    + "\",\"sharedMailboxes\":[\"invoices@contoso.example\"]}"));

            String target = location(erp.browser().open(link.path("connectUrl").textValue()));

            assertThat(TestingEntra.form(URI.create(target).getRawQuery()).get("scope"))
                    .contains("Mail.ReadWrite.Shared", "Mail.Send.Shared");
        }

        @Test
        void leaves_only_ciphertext_and_hashes_behind() {
            erp.connect();

            String row = postgres.text("select connection::text from connection");
            assertThat(row).contains("gAAAAA");
            assertThat(entra.issued()).noneMatch(row::contains);
        }

        @Test
        void of_the_same_person_again_keeps_the_connection_and_its_id() {
            String first = erp.connect();

            String second = erp.connect();

            assertThat(second).isEqualTo(first);
        }
    }

    @Nested
    class A_link {
        @Test
        void opens_once() {
            String url = erp.begin().path("connectUrl").textValue();
            erp.browser().open(url);

            HttpResponse<String> again = erp.browser().open(url);

            assertThat(again.statusCode()).isEqualTo(410);
            assertThat(again.body()).contains("used already");
            assertThat(again.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; style-src 'self';");
            assertThat(again.headers().firstValue("Cache-Control")).contains("no-store");
        }

        @Test
        void is_not_spent_by_a_preview() {
            String url = erp.begin().path("connectUrl").textValue();
            erp.browser().call("HEAD", url, null, null);

            assertThat(erp.browser().open(url).statusCode()).isEqualTo(302);
        }

        @Test
        void says_that_it_has_expired() {
            String url = erp.begin().path("connectUrl").textValue();
            postgres.execute("update pending_consent set expires_at = now() - interval '1 minute'");

            assertThat(erp.browser().open(url).body()).contains("expired");
        }
    }

    @Nested
    class A_state {
        @Test
        void is_good_for_one_use() {
            String callback = location(erp.browser()
                    .open(location(
                            erp.browser().open(erp.begin().path("connectUrl").textValue()))));
            erp.browser().open(callback);

            HttpResponse<String> again = erp.browser().open(callback);

            assertThat(again.statusCode()).isEqualTo(410);
            assertThat(entra.redemptions()).isEqualTo(1);
        }

        @Test
        void is_consumed_by_a_browser_that_is_not_the_one_it_was_given_to() {
            String callback = location(erp.browser()
                    .open(location(
                            erp.browser().open(erp.begin().path("connectUrl").textValue()))));

            HttpResponse<String> stolen = new TestingBrowser(service).open(callback);

            assertThat(stolen.statusCode()).isEqualTo(400);
            assertThat(stolen.body()).contains("not started here");
            assertThat(erp.browser().open(callback).statusCode()).isEqualTo(410);
            assertThat(entra.redemptions()).isZero();
        }

        @Test
        void expires() {
            String callback = location(erp.browser()
                    .open(location(
                            erp.browser().open(erp.begin().path("connectUrl").textValue()))));
            postgres.execute("update pending_consent set expires_at = now() - interval '1 second'");

            assertThat(erp.browser().open(callback).statusCode()).isEqualTo(410);
        }

        @Test
        void is_bound_for_two_tabs_of_one_browser_alike() {
            String one =
                    location(erp.browser().open(erp.begin().path("connectUrl").textValue()));
            String two =
                    location(erp.browser().open(erp.begin().path("connectUrl").textValue()));

            HttpResponse<String> first =
                    erp.browser().open(location(erp.browser().open(one)));
            HttpResponse<String> second =
                    erp.browser().open(location(erp.browser().open(two)));

            assertThat(location(first)).contains("status=connected");
            assertThat(location(second)).contains("status=connected");
        }
    }

    @Nested
    class A_consent_that_fails {
        @ParameterizedTest
        @CsvSource({
            "access_denied, AADSTS65004: said no, ACCESS_DENIED",
            "access_denied, AADSTS90094: admin consent, ADMIN_REQUIRED",
            "server_error, AADSTS90033: later, IDENTITY_UNAVAILABLE",
            "made_up, <script>, OPERATOR_FAULT"
        })
        void tells_the_application_why(String error, String description, String code) {
            String authorize =
                    location(erp.browser().open(erp.begin().path("connectUrl").textValue()));
            String state =
                    TestingEntra.form(URI.create(authorize).getRawQuery()).get("state");

            HttpResponse<String> back = erp.browser()
                    .open("/callback?state=" + state + "&error=" + error + "&error_description="
                            + description
                                    .replace(" ", "%20")
                                    .replace("<", "%3C")
                                    .replace(">", "%3E"));

            assertThat(location(back)).endsWith("&error=" + code);
            assertThat(entra.redemptions()).isZero();
        }

        @ParameterizedTest
        @EnumSource(
                value = Distortion.class,
                names = {"NONE"},
                mode = EnumSource.Mode.EXCLUDE)
        void stores_nothing_when_the_answer_is_not_what_it_must_be(Distortion distortion) {
            entra.distort(distortion);

            HttpResponse<String> back =
                    erp.browser().consent(erp.begin().path("connectUrl").textValue());

            assertThat(location(back))
                    .containsPattern(
                            distortion == Distortion.SCOPE_LEFT_OUT || distortion == Distortion.NO_REFRESH_TOKEN
                                    ? "error=SCOPES_MISSING$"
                                    : "error=IDENTITY_INVALID$");
            assertThat(postgres.text("select count(*) from connection")).isEqualTo("0");
        }

        @Test
        void is_not_redeemed_a_second_time_when_the_answer_is_lost() {
            entra.answerNext(Answer.silence());

            HttpResponse<String> back =
                    erp.browser().consent(erp.begin().path("connectUrl").textValue());

            assertThat(location(back)).endsWith("error=IDENTITY_UNAVAILABLE");
            assertThat(entra.redemptions()).isEqualTo(1);
        }
    }

    @Nested
    class A_reconnect {
        @Test
        void asks_in_the_tenant_that_is_known_by_now_and_keeps_the_id() {
            String id = erp.connect();
            String url = erp.reconnect(id).path("connectUrl").textValue();

            String authorize = location(erp.browser().open(url));
            HttpResponse<String> back =
                    erp.browser().open(location(erp.browser().open(authorize)));

            assertThat(authorize).contains("/" + TestingEntra.CONTOSO + "/oauth2/v2.0/authorize");
            assertThat(location(back)).contains("connectionId=" + id + "&status=connected");
        }

        @Test
        void by_another_person_is_refused_and_the_old_grant_kept() {
            String id = erp.connect();
            String before = postgres.text("select refresh_token from connection");
            entra.signsIn(Person.ALEX);

            HttpResponse<String> back =
                    erp.browser().consent(erp.reconnect(id).path("connectUrl").textValue());

            assertThat(location(back)).endsWith("error=WRONG_ACCOUNT");
            assertThat(postgres.text("select refresh_token from connection")).isEqualTo(before);
        }
    }
}
