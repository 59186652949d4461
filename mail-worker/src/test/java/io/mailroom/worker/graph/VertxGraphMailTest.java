package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.graph.testing.TestingGraph;
import io.mailroom.worker.graph.testing.TestingGraph.Behaviour;
import io.mailroom.worker.health.DependencyHealth;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VertxGraphMailTest {
    private static final SendKey KEY = new SendKey("0123456789abcdef0123456789abcdef");
    private static final DependencyHealth REACH = new DependencyHealth(Clock.systemUTC());
    private static Vertx vertx;
    private static GraphMail graph;
    private TestingGraph microsoft;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        GraphConfig config = new SmallRyeConfigBuilder()
                .withMapping(GraphConfig.class)
                .build()
                .getConfigMapping(GraphConfig.class);
        graph = GraphClients.create(vertx, config, Clock.systemUTC(), REACH);
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void listen() {
        microsoft = new TestingGraph(vertx);
    }

    @AfterEach
    void hangUp() {
        microsoft.close();
    }

    static Stream<Arguments> everyEndOfASend() {
        return Stream.of(
                Arguments.of("202", TestingGraph.status(202, ""), GraphReply.Done.class),
                Arguments.of("another success", TestingGraph.status(204, ""), GraphReply.Done.class),
                Arguments.of(
                        "202 with Retry-After",
                        TestingGraph.status(202, "", "Retry-After", "1"),
                        GraphReply.Done.class),
                Arguments.of(
                        "429",
                        TestingGraph.status(429, error("ApplicationThrottled"), "Retry-After", "1"),
                        GraphReply.Throttled.class),
                Arguments.of("503", TestingGraph.status(503, "", "Retry-After", "0"), GraphReply.Unclear.class),
                Arguments.of("504", TestingGraph.status(504, error("UnknownError")), GraphReply.Unclear.class),
                Arguments.of("408", TestingGraph.status(408, ""), GraphReply.Unclear.class),
                Arguments.of(
                        "a redirect",
                        TestingGraph.status(307, "", "Location", "http://127.0.0.1:1/elsewhere"),
                        GraphReply.Unclear.class),
                Arguments.of(
                        "401", TestingGraph.status(401, error("InvalidAuthenticationToken")), GraphReply.Refused.class),
                Arguments.of("an error page", TestingGraph.status(400, "<html>"), GraphReply.Refused.class),
                Arguments.of("a connection closed without a reply", TestingGraph.hangUp(), GraphReply.Unclear.class),
                Arguments.of("no reply at all", TestingGraph.silence(), GraphReply.Unclear.class));
    }

    @Nested
    class A_send {
        @ParameterizedTest(name = "{0}")
        @MethodSource("io.mailroom.worker.graph.VertxGraphMailTest#everyEndOfASend")
        void is_one_request_whatever_comes_back(String what, Behaviour behaviour, Class<?> reply) {
            microsoft.does(behaviour);

            GraphReply<Accepted> answer = graph.send(access(microsoft.url()), "d1", within(Duration.ofSeconds(2)));

            assertThat(answer).as(what).isInstanceOf(reply);
            assertThat(microsoft.seen).hasSize(1);
            assertThat(REACH.silences().isEmpty())
                    .as("Graph counts as away only while nothing definite comes back")
                    .isEqualTo(reply != GraphReply.Unclear.class);
        }

        @Test
        void has_no_body_and_says_so() {
            graph.send(access(microsoft.url()), "d1", within(Duration.ofSeconds(30)));

            TestingGraph.Seen seen = microsoft.seen.getFirst();
            assertThat(seen.method() + " " + seen.uri()).isEqualTo("POST /v1.0/users/oid-1/messages/d1/send");
            assertThat(seen.headers()).containsEntry("Content-Length", "0");
            assertThat(seen.headers()).containsEntry("Authorization", "Bearer secret-token");
            assertThat(seen.headers().get("Prefer")).contains("IdType=\"ImmutableId\"");
            assertThat(seen.headers()).containsKey("client-request-id");
        }

        @Test
        void that_found_no_server_is_known_to_have_changed_nothing() throws IOException {
            // Bound and not listening: refused, and nobody else's meanwhile.
            try (var taken = new Socket()) {
                taken.bind(new InetSocketAddress("localhost", 0));
                URI nobody = URI.create("http://localhost:" + taken.getLocalPort() + "/v1.0");

                GraphReply<Accepted> answer = graph.send(access(nobody), "d1", within(Duration.ofSeconds(30)));

                assertThat(answer)
                        .isInstanceOfSatisfying(
                                GraphReply.Unclear.class,
                                unclear -> assertThat(unclear.why()).isEqualTo(GraphReply.Why.NEVER_SENT));
            }
        }
    }

    @Nested
    class A_draft {
        @Test
        void carries_the_command_key_the_mail_and_its_small_files_in_one_request() throws Exception {
            microsoft.does(TestingGraph.status(
                    201,
                    "{\"id\":\"d1\",\"internetMessageId\":\"<m1@contoso.example>\",\"conversationId\":\"c1\","
                            + "\"parentFolderId\":\"f1\",\"isDraft\":true}"));

            GraphReply<Draft> answer =
                    graph.createDraft(access(microsoft.url()), mail(), KEY, within(Duration.ofSeconds(30)));

            assertThat(answer).isInstanceOfSatisfying(GraphReply.Done.class, done -> {
                assertThat(done.value()).isEqualTo(new Draft("d1", "<m1@contoso.example>", "c1", "f1", List.of()));
                assertThat(done.diagnostics().requestId()).isEqualTo("r-1");
            });
            var body = MailJson.read(microsoft.seen.getFirst().body().getBytes(StandardCharsets.UTF_8));
            assertThat(body.at("/singleValueExtendedProperties/0/id").asText()).isEqualTo(SendKey.PROPERTY);
            assertThat(body.at("/singleValueExtendedProperties/0/value").asText())
                    .isEqualTo(KEY.value());
            assertThat(body.at("/toRecipients/0/emailAddress/address").asText()).isEqualTo("alex@contoso.example");
            assertThat(body.at("/body/contentType").asText()).isEqualToIgnoringCase("html");
            assertThat(body.at("/importance").asText()).isEqualTo("high");
            assertThat(body.at("/attachments/0/@odata.type").asText()).isEqualTo("#microsoft.graph.fileAttachment");
            assertThat(body.at("/attachments/0/contentBytes").asText()).isEqualTo("aGVsbG8=");
        }

        @Test
        void whose_answer_cannot_be_read_is_unclear_and_not_made_again() {
            microsoft.does(TestingGraph.status(201, "{\"id\":"));

            GraphReply<Draft> answer =
                    graph.createDraft(access(microsoft.url()), mail(), KEY, within(Duration.ofSeconds(30)));

            assertThat(answer).isInstanceOf(GraphReply.Unclear.class);
            assertThat(microsoft.seen).hasSize(1);
        }
    }

    @Nested
    class A_look_by_key {
        @Test
        void asks_with_the_filter_that_graph_documents() {
            microsoft.does(TestingGraph.status(
                    200, "{\"value\":[{\"id\":\"s1\",\"isDraft\":false,\"parentFolderId\":\"sent\"}]}"));

            GraphReply<List<FoundMessage>> answer =
                    graph.findByKey(access(microsoft.url()), KEY, within(Duration.ofSeconds(30)));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            GraphReply.Done.class,
                            done -> assertThat(done.value().toString()).contains("s1"));
            String uri = java.net.URLDecoder.decode(
                    microsoft.seen.getFirst().uri().replace("+", "%2B"), StandardCharsets.UTF_8);
            assertThat(uri)
                    .contains("$filter=singleValueExtendedProperties/Any(ep: ep/id eq '" + SendKey.PROPERTY
                            + "' and ep/value eq '" + KEY.value() + "')");
        }
    }

    @Nested
    class A_delta_link {
        @Test
        void to_another_host_is_refused_before_the_token_leaves() {
            GraphReply<DeltaPage> answer = graph.delta(
                    access(microsoft.url()),
                    "inbox",
                    "http://127.0.0.1:1/v1.0/steal",
                    50,
                    within(Duration.ofSeconds(30)));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            GraphReply.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("ForeignLink"));
            assertThat(microsoft.seen).isEmpty();
        }

        @Test
        void is_followed_to_the_letter_with_every_preference_again() {
            microsoft.does(TestingGraph.status(
                    200,
                    "{\"value\":[{\"id\":\"m1\",\"subject\":\"Re: Invoice\"},"
                            + "{\"id\":\"m2\",\"@removed\":{\"reason\":\"deleted\"}}],"
                            + "\"@odata.deltaLink\":\"http://x/next\"}"));
            String path = "/v1.0/users/oid-1/mailFolders('inbox')/messages/delta?$skiptoken=a%2Bb";

            GraphReply<DeltaPage> answer = graph.delta(
                    access(microsoft.url()),
                    "inbox",
                    microsoft.url().resolve(path).toString(),
                    50,
                    within(Duration.ofSeconds(30)));

            assertThat(answer).isInstanceOfSatisfying(GraphReply.Done.class, done -> {
                var page = (DeltaPage) done.value();
                assertThat(page.items()).hasSize(2);
                assertThat(page.items().get(1)).isInstanceOf(DeltaItem.Removed.class);
                assertThat(page.deltaLink()).isEqualTo("http://x/next");
            });
            assertThat(microsoft.seen.getFirst().uri()).isEqualTo(path);
            assertThat(microsoft.seen.getFirst().headers().get("Prefer"))
                    .contains("IdType=\"ImmutableId\"")
                    .contains("odata.maxpagesize");
        }
    }

    private static String error(String code) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}";
    }

    private static Instant within(Duration limit) {
        return Instant.now().plus(limit);
    }

    private static MailboxAccess access(URI graphUrl) {
        return new MailboxAccess(graphUrl, "oid-1", "adele@contoso.example", new AccessToken("secret-token"));
    }

    private static SendMail mail() {
        return SendMail.builder(
                        new CommandKey("/erp", "1"),
                        new ConnectionId("c"),
                        "Invoice",
                        new MailBody.Html("<p>Hello</p>"))
                .to(new Recipient(new MailboxAddress("alex@contoso.example"), "Alex"))
                .importance(Importance.HIGH)
                .attachments(new Attachment(
                        "a.txt",
                        "text/plain",
                        AttachmentBytes.copyOf("hello".getBytes(StandardCharsets.UTF_8)),
                        false,
                        null))
                .build();
    }
}
