package io.mailroom.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphDescriptionTest {
    private static final GraphDescription DESCRIPTION = GraphDescription.load();

    private static Exchange post(String path, String body, int status, String response) {
        return new Exchange("POST", "/v1.0" + path, "", "application/json", body, status, "application/json", response);
    }

    private static List<Violation> check(Exchange exchange) {
        return DESCRIPTION.check(exchange);
    }

    @Nested
    class A_path {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/me/mailFolders/inbox/messages/delta",
                    "/me/mailFolders/inbox/messages/delta()",
                    "/me/mailFolders/inbox/messages/microsoft.graph.delta()",
                    "/me/mailfolders('AQMk')/messages/delta",
                    "/users/adele@contoso.example/mailFolders/inbox/messages/delta"
                })
        void is_known_in_every_spelling(String path) {
            assertThat(check(new Exchange(
                            "GET", "/v1.0" + path, "$deltatoken=x", "", "", 200, "application/json", "{\"value\":[]}")))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"GET, /v1.0/me/letters", "PUT, /v1.0/me/messages", "GET, /v1.0/me/messages/AA/send"})
        void that_is_not_described_is_a_departure(String method, String path) {
            assertThat(check(new Exchange(method, path, "", "", "", 200, "", "")))
                    .hasSize(1);
        }
    }

    @Test
    void an_unknown_query_option_is_a_departure() {
        assertThat(check(new Exchange(
                        "GET",
                        "/v1.0/me/messages",
                        "%24select=id&$find=x",
                        "",
                        "",
                        200,
                        "application/json",
                        "{\"value\":[]}")))
                .extracting(Violation::what)
                .containsExactly("$find is not an option of this operation");
    }

    @Nested
    class A_request_body {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"subjekt\":\"x\"}",
                    "{\"subject\":1}",
                    "{\"isRead\":\"true\"}",
                    "{\"importance\":\"urgent\"}",
                    "{\"receivedDateTime\":\"yesterday\"}",
                    "{\"id\":null}",
                    "{\"attachments\":[{\"@odata.type\":\"#microsoft.graph.message\"}]}",
                    "{\"attachments\":[{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"contentBytes\":\"?\"}]}",
                    "not json"
                })
        void that_does_not_fit_is_a_departure(String body) {
            assertThat(check(post("/me/messages", body, 201, "{}"))).isNotEmpty();
        }

        @Test
        void that_fits_is_none() {
            String body =
                    "{\"subject\":null,\"importance\":\"High\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"a@b.example\"}}],"
                            + "\"attachments\":[{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":\"a\",\"contentBytes\":\"AA==\"}]}";

            assertThat(check(post("/me/messages", body, 201, "{\"@odata.etag\":\"x\",\"id\":\"1\"}")))
                    .isEmpty();
        }

        @Test
        void where_there_must_be_none_is_a_departure() {
            assertThat(check(post("/me/messages/1/send", "{}", 202, ""))).hasSize(1);
        }

        @Test
        void of_an_action_may_use_any_case_but_not_leave_out_what_is_required() {
            assertThat(check(post("/me/sendMail", "{\"message\":{},\"saveToSentItems\":true}", 202, "")))
                    .isEmpty();
            assertThat(check(post("/me/sendMail", "{\"SaveToSentItems\":true}", 202, "")))
                    .hasSize(1);
        }
    }

    @Nested
    class An_answer {
        @Test
        void with_a_status_that_is_not_described_is_a_departure() {
            assertThat(check(post("/me/messages", "{}", 202, ""))).isNotEmpty();
        }

        @Test
        void with_a_property_that_does_not_exist_is_a_departure() {
            assertThat(check(post("/me/messages", "{}", 201, "{\"key\":1}"))).hasSize(1);
        }

        @Test
        void that_refuses_needs_code_and_message() {
            assertThat(check(post("/me/messages", "{}", 400, "{\"error\":{\"code\":\"x\"}}")))
                    .hasSize(1);
            assertThat(check(post("/me/messages", "{}", 400, "{\"error\":{\"code\":\"x\",\"message\":\"y\"}}")))
                    .isEmpty();
        }
    }
}
