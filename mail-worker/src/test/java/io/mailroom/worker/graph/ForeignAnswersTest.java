package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Limits;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.testing.TestingGraph;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as a server or a proxy may give them that is not as Microsoft documents it, over real HTTP. */
class ForeignAnswersTest extends ForeignGraph {
    @Nested
    class A_link {
        @Test
        void that_is_longer_than_any_server_takes_is_not_followed_and_not_kept() {
            String longLink = microsoft.url() + "/" + "x".repeat(Limits.GRAPH_LINK);
            microsoft.does(TestingGraph.status(200, "{\"value\":[],\"@odata.nextLink\":\"" + longLink + "\"}"));

            assertThat(read(delta(null, 50)).nextLink()).isEmpty();
            assertThat(delta(longLink, 50))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("ForeignLink"));
            assertThat(microsoft.seen).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "inbox", "http://", "http://a b", "https://127.0.0.1/v1.0", "ftp://127.0.0.1/x"})
        void that_is_no_address_of_graph_is_refused_without_a_call(String link) {
            assertThat(delta(link, 50)).isInstanceOf(Refused.class);
            assertThat(microsoft.seen).isEmpty();
        }
    }

    @Nested
    class An_error {
        @Test
        void has_a_bounded_code_and_request_id_also_if_it_is_packed() {
            String code = "Error\\u0001" + "x".repeat(10_000);
            byte[] body = ("{\"error\":{\"code\":\"" + code + "\"}}").getBytes(StandardCharsets.UTF_8);
            answer(
                    400,
                    packed(body, GZIPOutputStream::new),
                    Map.of("Content-Encoding", "gzip", "request-id", "r".repeat(4_000)));

            assertThat(delta(null, 50)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.code()).startsWith("Error x").hasSize(Limits.GRAPH_CODE);
                assertThat(refused.diagnostics().requestId()).hasSize(Limits.GRAPH_REQUEST_ID);
            });
        }
    }

    @Nested
    class A_mail_that_was_sent {
        @Test
        void is_found_in_spite_of_a_malformed_date() {
            microsoft.does(TestingGraph.status(
                    200, "{\"id\":\"s1\",\"isDraft\":false,\"sentDateTime\":\"soon\",\"createdDateTime\":\"\"}"));

            assertThat(graph.get(access(), "s1", within()))
                    .isInstanceOfSatisfying(
                            Done.class,
                            done -> assertThat(((FoundMessage) done.value()).isDraft())
                                    .isFalse());
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://127.0.0.1:1/v1.0/elsewhere", "", "no address"})
        void is_not_believed_to_be_missing_if_the_rest_of_the_hits_is_elsewhere(String link) {
            microsoft.does(TestingGraph.status(200, "{\"value\":[],\"@odata.nextLink\":\"" + link + "\"}"));

            assertThat(graph.findByKey(access(), new SendKey("0".repeat(32)), within()))
                    .isInstanceOf(Unclear.class);
            assertThat(microsoft.seen).hasSize(1);
        }

        @Test
        @SuppressWarnings("unchecked")
        void is_looked_for_on_every_page_and_the_oldest_comes_first() {
            String next = microsoft.url() + "/users/oid-1/messages?$skip=10";
            String first = "{\"id\":\"never\",\"isDraft\":true},"
                    + "{\"id\":\"new\",\"isDraft\":true,\"createdDateTime\":\"2026-11-02T00:00:00Z\"}";
            String second = "{\"id\":\"old\",\"isDraft\":false,\"createdDateTime\":\"2026-11-01T00:00:00Z\"}";
            microsoft.does(request -> {
                String body = request.uri().endsWith("skip=10")
                        ? "{\"value\":[" + second + "]}"
                        : "{\"value\":[" + first + "],\"@odata.nextLink\":\"" + next + "\"}";
                TestingGraph.status(200, body).answer(request);
            });

            assertThat(graph.findByKey(access(), new SendKey("0".repeat(32)), within()))
                    .isInstanceOfSatisfying(
                            Done.class,
                            done -> assertThat((List<FoundMessage>) done.value())
                                    .extracting(FoundMessage::id)
                                    .containsExactly("old", "new", "never"));
        }

        @Test
        void is_looked_for_on_a_bounded_number_of_pages() {
            String link = microsoft.url() + "/users/oid-1/messages?$skip=10";
            microsoft.does(TestingGraph.status(200, "{\"value\":[],\"@odata.nextLink\":\"" + link + "\"}"));

            assertThat(graph.findByKey(access(), new SendKey("0".repeat(32)), within()))
                    .isInstanceOf(Unclear.class);
            assertThat(microsoft.seen).hasSize(VertxGraphMail.MOST_PAGES);
        }

        @Test
        void is_not_believed_to_be_sent_if_nothing_says_so() {
            microsoft.does(TestingGraph.status(200, "{\"id\":\"s1\",\"isDraft\":\"unknown\"}"));

            assertThat(graph.get(access(), "s1", within())).isInstanceOf(Unclear.class);
        }
    }
}
