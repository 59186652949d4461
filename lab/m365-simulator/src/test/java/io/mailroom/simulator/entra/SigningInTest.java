package io.mailroom.simulator.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Driver;
import io.mailroom.simulator.testing.Reply;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SigningInTest extends DrivenTest {
    String address;

    @BeforeEach
    void open() {
        address = driver.mailbox("contoso.example");
    }

    @Nested
    class By_the_forms_a_browser_shows {
        @Test
        void picking_an_account_and_accepting_ends_at_the_redirect_uri_with_code_and_state() {
            Reply signIn = driver.get(driver.authorize("organizations", Driver.SCOPES, ""));
            String action = Driver.attribute(signIn.body(), "<form", "action");
            String flow = Driver.attribute(signIn.body(), "name=\"flow\"", "value");
            Reply consent = driver.form(action, "flow=" + flow + "&account=" + address);
            Reply end = driver.form(
                    Driver.attribute(consent.body(), "<form", "action"),
                    "flow=" + Driver.attribute(consent.body(), "name=\"flow\"", "value") + "&account="
                            + Driver.attribute(consent.body(), "name=\"account\"", "value") + "&decision=approve");

            assertThat(consent.body()).contains("Permissions requested", "Send mail as you");
            assertThat(end.status()).isEqualTo(302);
            assertThat(end.header("location"))
                    .startsWith(Driver.REDIRECT + "?code=")
                    .endsWith("&state=the-state");
        }

        @Test
        void a_sign_in_that_nobody_ends_is_forgotten_after_an_hour() {
            String flow = flow(driver.get(driver.authorize("organizations", Driver.SCOPES, "")));
            driver.advance(3_601);

            Reply reply = driver.form("/organizations/login", "flow=" + flow + "&account=" + address);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("This sign-in has expired");
        }

        @Test
        void the_second_time_the_consent_page_is_left_out() {
            driver.connect(address);
            String flow = flow(driver.get(driver.authorize("organizations", Driver.SCOPES, "")));

            assertThat(driver.form("/organizations/login", "flow=" + flow + "&account=" + address)
                            .status())
                    .isEqualTo(302);
        }

        @Test
        void prompt_consent_shows_it_again() {
            driver.connect(address);
            String flow = flow(driver.get(driver.authorize("organizations", Driver.SCOPES, "&prompt=consent")));

            assertThat(driver.form("/organizations/login", "flow=" + flow + "&account=" + address)
                            .body())
                    .contains("Permissions requested");
        }

        @Test
        void cancelling_says_so_to_the_app() {
            String flow = flow(driver.get(driver.authorize("organizations", Driver.SCOPES, "")));
            String location = driver.form("/organizations/login", "flow=" + flow + "&decision=cancel")
                    .header("location");

            assertThat(Driver.parameter(location, "error")).isEqualTo("access_denied");
            assertThat(Driver.parameter(location, "error_subcode")).isEqualTo("cancel");
            assertThat(Driver.parameter(location, "error_description"))
                    .startsWith("AADSTS65004:")
                    .contains("\r\nTrace ID: ");
            assertThat(Driver.parameter(location, "state")).isEqualTo("the-state");
        }

        @Test
        void an_account_that_does_not_exist_is_complained_of_on_the_page() {
            String flow = flow(driver.get(driver.authorize("organizations", Driver.SCOPES, "")));
            Reply again = driver.form("/organizations/login", "flow=" + flow + "&account=<b>@contoso.example");

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).contains("AADSTS50034").doesNotContain("<b>@contoso");
        }

        @Test
        void the_app_s_name_is_escaped_and_the_hint_filled_in() {
            Reply page = driver.get(driver.authorize("organizations", Driver.SCOPES, "&login_hint=a%22%3E@b.example"));

            assertThat(page.body())
                    .contains("Mailroom &lt;test&gt;", "a&quot;&gt;@b.example")
                    .doesNotContain("<test>");
        }

        private static String flow(Reply page) {
            return Driver.attribute(page.body(), "name=\"flow\"", "value");
        }
    }

    @Nested
    class With_response_mode_form_post {
        @Test
        void the_code_comes_in_a_form_that_posts_itself() {
            Reply reply = driver.send(
                    driver.request(driver.authorize("organizations", Driver.SCOPES, "&response_mode=form_post"))
                            .header("X-Lab-Account", address)
                            .GET());

            assertThat(Driver.attribute(reply.body(), "<form", "action")).isEqualTo(Driver.REDIRECT);
            assertThat(Driver.attribute(reply.body(), "name=\"code\"", "value")).isNotEmpty();
            assertThat(Driver.attribute(reply.body(), "name=\"state\"", "value"))
                    .isEqualTo("the-state");
        }
    }

    @Nested
    class What_is_wrong_with_app_or_redirect_uri {
        @Test
        void an_unregistered_redirect_uri_is_shown_on_a_page_and_never_redirected_to() {
            Reply page = driver.get(
                    driver.authorize("organizations", Driver.SCOPES, "").replace("8700%2Fcallback", "8700%2FCallback"));

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.body()).contains("AADSTS50011");
            assertThat(page.header("location")).isEmpty();
        }

        @Test
        void the_port_of_a_loopback_address_does_not_matter() {
            Reply page = driver.get(driver.authorize("organizations", Driver.SCOPES, "")
                    .replace("localhost%3A8700", "localhost%3A9999"));

            assertThat(page.status()).isEqualTo(200);
        }

        @Test
        void an_unknown_app_is_a_page_too() {
            Reply page = driver.get(driver.authorize("organizations", Driver.SCOPES, "")
                    .replace(driver.clientId, "00000000-dead-4000-8000-000000000000"));

            assertThat(page.body()).contains("AADSTS700016");
        }

        @Test
        void an_unknown_tenant_is_a_page_too() {
            assertThat(driver.get(driver.authorize("nowhere.example", Driver.SCOPES, ""))
                            .body())
                    .contains("AADSTS90002");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "&prompt=none, login_required, AADSTS50058",
        "&code_challenge=short, invalid_request, AADSTS50147",
        "&prompt=select_account&login_hint=a@contoso.example, invalid_request, AADSTS9002313",
        "&code_challenge_method=S512, invalid_request, AADSTS9002313"
    })
    void what_is_wrong_with_the_rest_goes_back_to_the_app(String more, String error, String code) {
        Reply reply = driver.get(driver.authorize("organizations", Driver.SCOPES, more));

        assertThat(Driver.parameter(reply.header("location"), "error")).isEqualTo(error == null ? "" : error);
        assertThat(Driver.parameter(reply.header("location"), "error_description"))
                .startsWith(code == null ? "" : code);
    }

    @Test
    void a_scope_that_does_not_exist_goes_back_to_the_app() {
        Reply reply = driver.get(driver.authorize("organizations", "openid Mail.Sendd", ""));

        assertThat(Driver.parameter(reply.header("location"), "error")).isEqualTo("invalid_scope");
    }

    @Test
    void someone_from_another_tenant_cannot_sign_in_on_a_tenant_s_own_path() {
        Reply page = driver.send(driver.request(driver.authorize(Driver.CONTOSO, Driver.SCOPES, ""))
                .header("X-Lab-Account", driver.mailbox("fabrikam.example"))
                .GET());

        assertThat(page.body()).contains("AADSTS50020");
    }
}
