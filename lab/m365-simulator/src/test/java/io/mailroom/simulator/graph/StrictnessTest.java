package io.mailroom.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Graph refuses is refused, with its status and its code. */
@QuarkusTest
class StrictnessTest extends DrivenTest {
    User user;

    @BeforeEach
    void open() {
        user = driver.user();
    }

    private String draft() {
        return user.draft("bob@fabrikam.example", "k").path("id").asText();
    }

    @Nested
    class A_token {
        @Test
        void that_is_missing_unknown_or_expired_is_answered_with_401() {
            Reply missing = driver.get("/v1.0/me/messages");
            Reply unknown = new User(driver, user.address(), "nonsense", "").get("/me/messages");
            driver.advance(5_401);
            Reply expired = user.get("/me/messages");

            assertThat(List.of(missing, unknown, expired)).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.code()).isEqualTo("InvalidAuthenticationToken");
                assertThat(reply.header("www-authenticate")).startsWith("Bearer realm=\"\"");
            });
            assertThat(expired.text("/error/message")).isEqualTo("Lifetime validation failed, the token is expired.");
        }

        @Test
        void that_was_ended_before_its_time_is_refused_and_what_is_refreshed_is_good() {
            driver.post("/_lab/mailboxes/" + user.address() + "/sign-in", Map.of("action", "end-access"));

            Reply ended = user.get("/me/messages");
            String next = driver.refresh(user.refreshToken()).text("/access_token");

            assertThat(ended.code()).isEqualTo("InvalidAuthenticationToken");
            assertThat(new User(driver, user.address(), next, "")
                            .get("/me/messages")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void without_the_scope_is_answered_with_403() {
            User reader = driver.connect(user.address(), "Mail.Read");
            String id = draft();

            assertThat(reader.get("/me/messages").status()).isEqualTo(200);
            assertThat(reader.post("/me/messages", Map.of("subject", "x")).code())
                    .isEqualTo("ErrorAccessDenied");
            assertThat(reader.send(id).code()).isEqualTo("ErrorAccessDenied");
            assertThat(reader.get("/me").code()).isEqualTo("Authorization_RequestDenied");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subjekt\":\"x\"}",
                "{\"subject\":5}",
                "{\"importance\":\"urgent\"}",
                "{\"body\":{\"contentType\":\"markdown\",\"content\":\"x\"}}",
                "{\"toRecipients\":{\"emailAddress\":{}}}",
                "{\"toRecipients\":[{\"address\":\"a@b.example\"}]}",
                "{\"isReadReceiptRequested\":\"yes\"}"
            })
    void a_body_that_does_not_fit_the_type_is_refused(String body) {
        Reply reply = user.post("/me/messages", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("RequestBodyRead");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":                                                           | BadRequest",
                "[]                                                                      | BadRequest",
                "{\"isDraft\":false}                                                     | ErrorInvalidPropertySet",
                "{\"internetMessageHeaders\":[]}                                         | InvalidInternetMessageHeaderCollection",
                "{\"internetMessageHeaders\":[{\"name\":\"Reply-By\",\"value\":\"x\"}]}  | InvalidInternetMessageHeader",
                "{\"singleValueExtendedProperties\":[{\"id\":\"Key\",\"value\":\"x\"}]}  | ErrorInvalidProperty"
            })
    void a_body_against_the_rules_has_its_own_code(String body, String code) {
        assertThat(user.post("/me/messages", body).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$filter=subjekt eq 'x'                        | RequestBroker--ParseUri",
                "$filter=subject eq                            | BadRequest",
                "$filter=subject is 'x'                        | BadRequest",
                "$select=subjekt                               | RequestBroker--ParseUri",
                "$top=0                                        | BadRequest",
                "$top=1001                                     | BadRequest",
                "$foo=1                                        | BadRequest",
                "$expand=singleValueExtendedProperties         | ErrorInvalidUrlQuery",
                "$filter=isRead eq true&$orderby=subject       | InefficientFilter",
                "$filter=singleValueExtendedProperties/Any(ep: ep/id eq 'Key' and ep/value eq 'x') | ErrorInvalidProperty"
            })
    void a_query_that_graph_does_not_know_is_refused(String query, String code) {
        String encoded = query.replace(" ", "%20").replace("'", "%27");
        Reply reply = user.get("/me/messages?" + encoded);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "/me/messages/nonsense, 400, ErrorInvalidIdMalformed",
        "/users/TokenToReplace/messages, 404, ErrorInvalidUser",
        "/users/nobody@contoso.example/messages, 404, ErrorInvalidUser",
        "/me/mailFolders/nonsense/messages, 400, ErrorInvalidIdMalformed",
        "/me/calendar, 400, BadRequest",
        "/me/messages/delta, 400, ErrorInvalidRequest"
    })
    void a_path_that_leads_nowhere_is_refused(String path, int status, String code) {
        Reply reply = user.get(path);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void someone_of_another_tenant_does_not_exist() {
        assertThat(user.get("/users/" + driver.mailbox("fabrikam.example") + "/messages")
                        .code())
                .isEqualTo("ErrorInvalidUser");
    }

    @Nested
    class Sending {
        @Test
        void without_a_recipient_is_refused() {
            String id = user.post("/me/messages", Map.of("subject", "x")).text("/id");

            assertThat(user.send(id).code()).isEqualTo("ErrorInvalidRecipients");
        }

        @Test
        void to_something_that_is_no_address_is_refused() {
            assertThat(user.send(user.draft("not an address", "k").path("id").asText())
                            .code())
                    .isEqualTo("ErrorInvalidRecipients");
        }

        @Test
        void with_a_body_is_refused() {
            assertThat(user.post("/me/messages/" + draft() + "/send", Map.of()).code())
                    .isEqualTo("BadRequest");
        }

        @Test
        void with_an_old_change_key_is_refused() {
            assertThat(user.send(draft(), "If-Match", "W/\"old\"").status()).isEqualTo(412);
        }
    }

    @Nested
    class Changing {
        @Test
        void a_draft_is_allowed() {
            Reply reply = user.patch("/me/messages/" + draft(), Map.of("subject", "Other"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text("/subject")).isEqualTo("Other");
        }

        @Test
        void the_subject_of_a_received_mail_is_not() {
            String id = driver.post("/_lab/mailboxes/" + user.address() + "/incoming", Map.of("subject", "x"))
                    .text("/id");

            assertThat(user.patch("/me/messages/" + id, Map.of("subject", "y")).code())
                    .isEqualTo("ErrorInvalidPropertySet");
            assertThat(user.patch("/me/messages/" + id, Map.of("isRead", true)).status())
                    .isEqualTo(200);
        }

        @Test
        void attachments_by_patch_does_nothing_and_says_nothing() {
            String id = draft();
            Reply reply = user.patch("/me/messages/" + id, Map.of("attachments", List.of(file("a.txt", new byte[3]))));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(user.get("/me/messages/" + id + "/attachments").json().path("value"))
                    .isEmpty();
        }
    }

    @Nested
    class Attachments {
        @Test
        void come_back_as_they_went_in() {
            String id = draft();
            byte[] content = {1, 2, 3, (byte) 200};
            Reply added = user.post("/me/messages/" + id + "/attachments", file("a.bin", content));
            JsonNode list =
                    user.get("/me/messages/" + id + "/attachments").json().path("value");

            assertThat(added.status()).isEqualTo(201);
            assertThat(list).hasSize(1);
            assertThat(list.path(0).path("contentBytes").asText())
                    .isEqualTo(Base64.getEncoder().encodeToString(content));
            assertThat(user.get("/me/messages/" + id).flag("/hasAttachments")).isTrue();
        }

        @Test
        void without_a_type_are_refused() {
            assertThat(user.post("/me/messages/" + draft() + "/attachments", Map.of("name", "a"))
                            .code())
                    .isEqualTo("RequestBodyRead");
        }

        @Test
        void of_three_megabytes_are_too_large_for_one_request() {
            Reply reply = user.post("/me/messages/" + draft() + "/attachments", file("big", new byte[3 * 1024 * 1024]));

            assertThat(reply.status()).isEqualTo(413);
        }

        @Test
        void can_be_removed() {
            String id = draft();
            String attachment = user.post("/me/messages/" + id + "/attachments", file("a", new byte[1]))
                    .text("/id");

            assertThat(user.delete("/me/messages/" + id + "/attachments/" + attachment)
                            .status())
                    .isEqualTo(204);
            assertThat(user.get("/me/messages/" + id + "/attachments").json().path("value"))
                    .isEmpty();
        }
    }

    private static Map<String, Object> file(String name, byte[] content) {
        return Map.of(
                "@odata.type",
                "#microsoft.graph.fileAttachment",
                "name",
                name,
                "contentType",
                "application/octet-stream",
                "contentBytes",
                Base64.getEncoder().encodeToString(content));
    }

    @Test
    void every_answer_carries_the_request_ids() {
        Reply reply = user.get("/me/messages", "client-request-id", "my-own-id");

        assertThat(reply.header("request-id")).isNotEmpty();
        assertThat(reply.header("client-request-id")).isEqualTo("my-own-id");
        assertThat(reply.header("date")).endsWith("GMT");
    }

    @Test
    void a_list_has_pages_of_ten_and_a_link_to_the_next() {
        for (int i = 0; i < 12; i++) {
            draft();
        }
        JsonNode first = user.get("/me/messages?$select=subject").json();
        JsonNode second = user.get(first.path("@odata.nextLink").asText()).json();

        assertThat(first.path("value")).hasSize(10);
        assertThat(second.path("value")).hasSize(2);
        assertThat(second.has("@odata.nextLink")).isFalse();
        assertThat(second.at("/value/0").has("body")).isFalse();
    }

    @Test
    void bodies_come_as_text_to_those_who_prefer_it() {
        Reply reply = user.get("/me/messages/" + draft(), "Prefer", "outlook.body-content-type=\"text\"");

        assertThat(reply.text("/body/content")).isEqualTo("Dear customer");
        assertThat(reply.header("preference-applied")).isEqualTo("outlook.body-content-type=\"text\"");
    }
}
