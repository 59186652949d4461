package io.mailroom.simulator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LabTest extends DrivenTest {
    @BeforeEach
    void open() {
        driver.delete("/_lab/requests");
    }

    private List<JsonNode> requests() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : driver.get("/_lab/requests").body().lines().toList()) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    @Nested
    class The_record_of_requests {
        @Test
        void holds_every_exchange_in_order_with_what_was_asked_and_answered() throws Exception {
            User user = driver.user();
            user.post("/me/messages", Map.of("subject", "Recorded"));

            JsonNode last = requests().getLast();

            assertThat(last.path("method").asText()).isEqualTo("POST");
            assertThat(last.path("path").asText()).isEqualTo("/v1.0/me/messages");
            assertThat(last.path("mailbox").asText()).isEqualTo(user.address());
            assertThat(last.path("clientId").asText()).isEqualTo(driver.clientId);
            assertThat(last.path("body").asText()).isEqualTo("{\"subject\":\"Recorded\"}");
            assertThat(last.path("status").asInt()).isEqualTo(201);
            assertThat(last.path("responseBody").asText()).contains("\"Recorded\"");
            assertThat(last.path("surface").asText()).isEqualTo("graph");
        }

        @Test
        void holds_no_credential_in_clear() {
            User user = driver.user();
            user.get("/me/messages");
            driver.refresh(user.refreshToken());
            driver.get("/contoso.example/v2.0/.well-known/openid-configuration");

            String all = driver.get("/_lab/requests").body();

            driver.get("/_lab/tokens")
                    .json()
                    .forEach(entry -> assertThat(all)
                            .as(entry.path("kind").asText())
                            .doesNotContain(entry.path("value").asText()));
            assertThat(all).contains("sha256:");
        }

        @Test
        void tells_a_dropped_reply_by_status_zero() throws Exception {
            driver.fault(Map.of("pathRegex", "/messages$"), Map.of("dropReply", true, "executeAnyway", true), 1);
            User user = driver.user();
            try {
                user.post("/me/messages", Map.of());
            } catch (UncheckedIOException expected) {
                assertThat(expected).isNotNull();
            }

            assertThat(requests().getLast().path("status").asInt()).isZero();
            assertThat(requests().getLast().path("fault").asText()).startsWith("fault-");
        }
    }

    @Test
    void the_tokens_are_listed_in_clear_with_the_fingerprint_of_the_record() {
        User user = driver.user();
        List<String> kinds = new ArrayList<>();
        List<String> values = new ArrayList<>();
        driver.get("/_lab/tokens").json().forEach(entry -> {
            kinds.add(entry.path("kind").asText());
            values.add(entry.path("value").asText());
        });

        assertThat(kinds).contains("code", "access_token", "refresh_token", "id_token", "client_secret");
        assertThat(values).contains(user.accessToken(), user.refreshToken(), driver.secret);
    }

    @Test
    void making_a_mailbox_twice_changes_nothing() {
        String address = driver.mailbox("new-tenant.example");
        JsonNode first =
                driver.post("/_lab/mailboxes", Map.of("address", address)).json();
        JsonNode second = driver.post("/_lab/mailboxes", Map.of("address", address.toUpperCase(Locale.ROOT)))
                .json();

        assertThat(second).isEqualTo(first);
        assertThat(first.path("tenant").asText()).isEqualTo("new-tenant.example");
    }

    @Test
    void a_mailbox_shows_who_is_connected() {
        User user = driver.user();
        JsonNode box = driver.post("/_lab/mailboxes", Map.of("address", user.address()))
                .json();

        assertThat(box.at("/connections/0/app").asText()).isEqualTo("Mailroom <test>");
        assertThat(box.at("/connections/0/scopes").toString()).contains("Mail.Send");
    }

    @Nested
    class Incoming_mail {
        @Test
        void may_be_given_in_a_few_words_and_join_a_conversation() {
            User user = driver.user();
            driver.settings(Map.of("sentItemsDelayMs", 0));
            JsonNode draft = user.draft("eve@outside.example", "k");
            user.send(draft.path("id").asText());

            JsonNode mail = driver.post(
                            "/_lab/mailboxes/" + user.address() + "/incoming",
                            Map.of(
                                    "from", "eve@outside.example",
                                    "subject", "RE: Invoice 4711",
                                    "html", "<p>Thanks</p>",
                                    "inReplyTo", draft.path("internetMessageId").asText()))
                    .json();

            JsonNode seen = user.folder("inbox").path(0);
            assertThat(seen.path("conversationId")).isEqualTo(draft.path("conversationId"));
            assertThat(seen.at("/body/contentType").asText()).isEqualTo("html");
            assertThat(seen.at("/toRecipients/0/emailAddress/address").asText()).isEqualTo(user.address());
            assertThat(seen.path("internetMessageId")).isEqualTo(mail.path("internetMessageId"));
        }

        @Test
        void may_be_raw() {
            User user = driver.user();
            String mime = String.join(
                    "\r\n",
                    "From: Eve <eve@outside.example>",
                    "To: " + user.address(),
                    "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
                    "Message-ID: <raw-1@outside.example>",
                    "MIME-Version: 1.0",
                    "Content-Type: multipart/mixed; boundary=b",
                    "",
                    "--b",
                    "Content-Type: text/plain; charset=utf-8",
                    "",
                    "Hello",
                    "--b",
                    "Content-Type: application/pdf",
                    "Content-Disposition: attachment; filename=a.pdf",
                    "Content-Transfer-Encoding: base64",
                    "",
                    "JVBERg==",
                    "--b--",
                    "");
            Reply reply = driver.send(driver.request("/_lab/mailboxes/" + user.address() + "/incoming")
                    .header("Content-Type", "message/rfc822")
                    .POST(BodyPublishers.ofString(mime)));

            assertThat(reply.status()).isEqualTo(200);
            JsonNode mail = user.get("/me/mailFolders/inbox/messages?$expand=attachments")
                    .json()
                    .at("/value/0");
            assertThat(mail.path("subject").asText()).isEqualTo("Grüße");
            assertThat(mail.path("internetMessageId").asText()).isEqualTo("<raw-1@outside.example>");
            assertThat(mail.at("/from/emailAddress/name").asText()).isEqualTo("Eve");
            assertThat(mail.at("/attachments/0/contentBytes").asText()).isEqualTo("JVBERg==");
        }
    }

    @Test
    void the_settings_refuse_a_name_they_do_not_know() {
        assertThat(driver.put("/_lab/settings", Map.of("latency", 5)).status()).isEqualTo(400);
        assertThat(driver.put("/_lab/settings", Map.of("secondSend", "418")).status())
                .isEqualTo(400);
        assertThat(driver.get("/_lab/settings")
                        .json()
                        .path("maxConcurrentPerMailbox")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void the_page_and_its_parts_are_served_under_a_strict_policy() {
        Reply page = driver.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(driver.get("/_page/app.js").status()).isEqualTo(200);
        assertThat(driver.get("/_page/style.css").status()).isEqualTo(200);
        assertThat(driver.get("/_page/..%2fapp.js").status()).isEqualTo(404);
    }

    @Test
    void it_is_healthy() {
        assertThat(driver.get("/q/health").text("/status")).isEqualTo("UP");
    }
}
