package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Limits;
import io.mailroom.model.event.MailHeaders;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.testing.TestingGraph;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as a server or a proxy may give them that is not as Microsoft documents it, over real HTTP. */
class ForeignPagesTest extends ForeignGraph {
    static Stream<Arguments> readableForms() {
        byte[] plain = PAGE.getBytes(StandardCharsets.UTF_8);
        byte[] marked = ("\uFEFF" + PAGE).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("gzip", packed(plain, GZIPOutputStream::new), Map.of("Content-Encoding", "gzip")),
                Arguments.of("x-gzip", packed(plain, GZIPOutputStream::new), Map.of("Content-Encoding", "X-GZip")),
                Arguments.of(
                        "gzip of gzip",
                        packed(packed(plain, GZIPOutputStream::new), GZIPOutputStream::new),
                        Map.of("Content-Encoding", "gzip, gzip")),
                Arguments.of(
                        "deflate", packed(plain, DeflaterOutputStream::new), Map.of("Content-Encoding", "deflate")),
                Arguments.of(
                        "deflate without its header",
                        packed(
                                plain,
                                out -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))),
                        Map.of("Content-Encoding", "deflate")),
                Arguments.of("identity", plain, Map.of("Content-Encoding", "identity")),
                Arguments.of("a byte order mark", marked, Map.of("Content-Type", "application/json")),
                Arguments.of("UTF-16", PAGE.getBytes(StandardCharsets.UTF_16), Map.of()),
                Arguments.of("no content type", plain, Map.of()),
                Arguments.of("another content type", plain, Map.of("Content-Type", "text/json")),
                Arguments.of(
                        "a long content type",
                        plain,
                        Map.of("Content-Type", "application/json;odata.metadata=minimal;charset=utf-8")));
    }

    static Stream<Arguments> unreadableForms() {
        byte[] plain = PAGE.getBytes(StandardCharsets.UTF_8);
        byte[] gzip = packed(plain, GZIPOutputStream::new);
        byte[] large = (PAGE + " ".repeat(LARGEST)).getBytes(StandardCharsets.UTF_8);
        byte[] bomb = packed(large, GZIPOutputStream::new);
        return Stream.of(
                Arguments.of("an unknown coding", plain, "br"),
                Arguments.of("a damaged packing", Arrays.copyOf(gzip, gzip.length - 12), "gzip"),
                Arguments.of("no packing at all", plain, "gzip"),
                Arguments.of("a small answer that unpacks to a large one", bomb, "gzip"),
                Arguments.of("packed too often", gzip, "gzip, gzip, gzip"),
                Arguments.of("a large answer", large, "identity"),
                Arguments.of("one that is nested too deep", nested(), "identity"));
    }

    private static byte[] nested() {
        return page("{\"id\":\"m1\",\"x\":" + "[".repeat(100) + "]".repeat(100) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class A_page {
        @ParameterizedTest(name = "{0}")
        @MethodSource("io.mailroom.worker.graph.ForeignPagesTest#readableForms")
        void is_read_in_any_form_that_can_be(String form, byte[] body, Map<String, String> headers) {
            answer(200, body, headers);

            assertThat(read(delta(null, 50)).items()).as(form).hasSize(1);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("io.mailroom.worker.graph.ForeignPagesTest#unreadableForms")
        void is_unreadable_in_any_other(String form, byte[] body, String coding) {
            answer(200, body, Map.of("Content-Encoding", coding));

            assertThat(delta(null, 50))
                    .as(form)
                    .isInstanceOfSatisfying(
                            Unclear.class, unclear -> assertThat(unclear.why()).isEqualTo(GraphReply.Why.UNREADABLE));
        }

        @Test
        void asks_for_as_many_mails_as_it_is_told_and_never_for_more_than_the_setting() {
            microsoft.does(TestingGraph.status(200, PAGE));

            delta(null, Integer.MAX_VALUE);
            delta(null, 7);

            assertThat(microsoft.seen)
                    .extracting(seen -> seen.headers().get("Prefer"))
                    .satisfiesExactly(
                            all -> assertThat(all).contains("odata.maxpagesize=50"),
                            few -> assertThat(few).contains("odata.maxpagesize=7"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"receivedDateTime\":\"yesterday\"",
                    "\"receivedDateTime\":\"-0300-01-01T00:00:00Z\"",
                    "\"receivedDateTime\":17",
                    "\"importance\":\"enormous\"",
                    "\"isRead\":\"maybe\"",
                    "\"subject\":{}",
                    "\"from\":\"nobody\"",
                    "\"from\":{\"emailAddress\":{\"address\":\"/O=EXCHANGE/CN=X\"}}",
                    "\"toRecipients\":[null,7,{\"emailAddress\":{\"address\":\"\\ud800@contoso.example\"}}]",
                    "\"conversationId\":\"a\\u0000b\"",
                    "\"hasAttachments\":[]"
                })
        void loses_a_malformed_field_and_nothing_else(String field) {
            microsoft.does(TestingGraph.status(
                    200, page("{\"id\":\"m1\"," + field + "},{\"id\":\"m2\",\"subject\":\"Good\"}")));

            List<DeltaItem> items = read(delta(null, 50)).items();

            assertThat(items).hasSize(2);
            var first = (DeltaItem.Message) items.getFirst();
            assertThat(first).isEqualTo(new DeltaItem.Message("m1", null, null, MailHeaders.NONE, null, null, null));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{\"subject\":\"x\"}", "{\"id\":17}", "\"text\"", "null", "{\"id\":\"a\\u0007\"}", "LONG"})
        void tells_a_mail_that_has_no_usable_id_beside_the_others(String item) {
            String broken = item.equals("LONG") ? "{\"id\":\"" + "x".repeat(Limits.GRAPH_ID + 1) + "\"}" : item;
            microsoft.does(TestingGraph.status(200, page(broken + ",{\"id\":\"m2\"}")));

            assertThat(read(delta(null, 50)).items())
                    .satisfiesExactly(
                            lost -> assertThat(lost).isInstanceOf(DeltaItem.Unreadable.class),
                            good -> assertThat(good).isInstanceOf(DeltaItem.Message.class));
        }

        @Test
        void holds_bounded_text_without_control_characters() {
            microsoft.does(TestingGraph.status(
                    200,
                    page("{\"id\":\"m1\",\"subject\":\"a\\u0000\\r\\nb\\ud800" + "x".repeat(5_000)
                            + "\",\"receivedDateTime\":\"2026-11-23T10:19:42Z\"}")));

            var mail = (DeltaItem.Message) read(delta(null, 50)).items().getFirst();

            assertThat(mail.headers().subject()).startsWith("a b\uFFFDx").hasSize(Limits.RECEIVED_SUBJECT);
            assertThat(mail.headers().receivedAt()).isEqualTo(Instant.parse("2026-11-23T10:19:42Z"));
        }

        @Test
        void names_no_more_recipients_than_an_event_takes_and_counts_the_others() {
            String crowd = IntStream.range(0, Limits.RECEIVED_RECIPIENTS + 20)
                    .mapToObj(i -> "{\"emailAddress\":{\"address\":\"u" + i + "@contoso.example\"}}")
                    .collect(Collectors.joining(","));
            microsoft.does(TestingGraph.status(
                    200,
                    page("{\"id\":\"m1\",\"toRecipients\":[" + crowd
                            + "],\"ccRecipients\":[{\"emailAddress\":{\"address\":\"v@contoso.example\"}}]}")));

            var mail = (DeltaItem.Message) read(delta(null, 50)).items().getFirst();

            assertThat(mail.headers().to()).hasSize(Limits.RECEIVED_RECIPIENTS);
            assertThat(mail.headers().cc()).isEmpty();
            assertThat(mail.headers().recipientsLeftOut()).isEqualTo(21);
        }
    }

    @Nested
    class A_page_that_is_no_JSON {
        private static final String NEXT = "\"@odata.nextLink\":\"http://x/next?$skiptoken=1\",";

        @Test
        void is_unreadable_with_more_than_one_mail_on_it() {
            microsoft.does(TestingGraph.status(200, "{" + NEXT + "\"value\":[{\"id\":\"m1\",\"isRead\":fal}]}"));

            assertThat(delta(null, 7)).isInstanceOf(Unclear.class);
        }

        @Test
        void is_passed_with_one_mail_on_it_if_the_link_behind_it_can_be_read() {
            microsoft.does(TestingGraph.status(200, "{" + NEXT + "\"value\":[{\"id\":\"m1\",\"isRead\":fal}]}"));

            DeltaPage page = read(delta(null, 1));

            assertThat(page.items()).containsExactly(new DeltaItem.Unreadable());
            assertThat(page.nextLink()).isEqualTo("http://x/next?$skiptoken=1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    // No link.
                    "{\"value\":[{\"id\":\"m1\",\"isRead\":fal}]}",
                    // The server has put two mails on it all the same.
                    "{\"@odata.nextLink\":\"http://x/n\",\"value\":[{\"id\":\"m1\",\"isRead\":fal},{\"id\":\"m2\"}]}",
                    // Two links, of which one may be somebody's mail.
                    "{\"@odata.nextLink\":\"http://x/n\",\"value\":[{\"id\":\"m1\",\"s\":\"@odata.nextLink\":\"http://y\"",
                    // A subject that looks like a link.
                    "{\"value\":[{\"id\":\"m1\",\"subject\":\"\\\"@odata.nextLink\\\":\\\"http://y\\\"\",\"isRead\":fal}]}"
                })
        void is_unreadable_if_there_is_any_doubt(String body) {
            microsoft.does(TestingGraph.status(200, body));

            assertThat(delta(null, 1)).isInstanceOf(Unclear.class);
        }
    }
}
