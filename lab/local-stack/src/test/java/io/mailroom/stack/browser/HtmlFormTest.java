package io.mailroom.stack.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.http.Http;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HtmlFormTest {
    private static final URI PAGE = URI.create("http://127.0.0.1:8720/organizations/oauth2/v2.0/authorize?state=1");

    @Nested
    class A_page_of_sign_in {
        private final HtmlForm form = HtmlForm.lastOf("""
                        <!doctype html><title>Sign in</title>
                        <form method="post" action="/known">
                          <input type="hidden" name="flow" value="first">
                          <button name="account" value="adele@contoso.example">Adele</button>
                        </form>
                        <form method="post" action="/sign-in?a=1&amp;b=2">
                          <input type="hidden" name="flow" value="a&amp;b &lt;c&gt; &quot;d&quot; &#39;e&#39;">
                          <input type="email" id="account" name="account" value="">
                          <button class="no" name="decision" value="cancel">Cancel</button>
                          <button class="go" name="decision" value="">Next</button>
                        </form>
                        """, PAGE).orElseThrow();

        @Test
        void is_answered_by_its_last_form() {
            assertThat(form.action()).isEqualTo(URI.create("http://127.0.0.1:8720/sign-in?a=1&b=2"));
            assertThat(form.offers("decision", "approve")).isFalse();
        }

        @Test
        void carries_what_is_hidden_and_filled_in_and_no_button() {
            assertThat(form.fields()).containsEntry("flow", "a&b <c> \"d\" 'e'").containsOnlyKeys("flow", "account");
            assertThat(Http.encoded(form.with("account", "alex@contoso.example")
                            .with("decision", "")
                            .fields()))
                    .isEqualTo("flow=a%26b+%3Cc%3E+%22d%22+%27e%27&account=alex%40contoso.example&decision=");
        }
    }

    @Nested
    class A_page_of_consent {
        @Test
        void offers_to_approve() {
            assertThat(HtmlForm.lastOf(
                            "<form action='/consent'><button name='decision' value='approve'>Accept</button></form>",
                            PAGE))
                    .hasValueSatisfying(form ->
                            assertThat(form.offers("decision", "approve")).isTrue());
        }
    }

    @Nested
    class A_page_without_a_form {
        @Test
        void has_nothing_to_fill_in() {
            assertThat(HtmlForm.lastOf("<p>&lt;form&gt; is only spoken of</p>", PAGE))
                    .isEmpty();
        }
    }
}
