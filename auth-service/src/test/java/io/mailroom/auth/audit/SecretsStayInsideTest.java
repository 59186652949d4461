package io.mailroom.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingBrowser;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.leak.LeakSearch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs last and looks at what all tests of this module left behind: no 16 characters of any code, token or secret that
 * the identity platform ever issued or accepted, in any form, in anything that this service said.
 */
@QuarkusTest
@WithTestResource(AuthStack.class)
@Order(Integer.MAX_VALUE)
class SecretsStayInsideTest {
    private static final LeakSearch SEARCH = new LeakSearch();

    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    InMemorySpanExporter spans;

    @Inject
    @Any
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @BeforeEach
    void everyWayThroughTheService() {
        if (SEARCH.pieces() > 0) {
            return;
        }
        entra.reset();
        TestingClient erp = new TestingClient(entra, service);
        String link = erp.begin().path("connectUrl").textValue();
        String authorize = TestingBrowser.location(erp.browser().open(link));
        String callback = TestingBrowser.location(erp.browser().open(authorize));
        String id = TestingClient.idIn(TestingBrowser.location(erp.browser().open(callback)));
        erp.browser().open(callback);
        postgres.execute("update connection set access_expires_at = now()");
        erp.lease(id);
        entra.answerNext(Answer.error(400, "invalid_grant", 70000));
        postgres.execute("update connection set access_expires_at = now()");
        erp.lease(id);
        misplaced(erp);
        erp.get(id);
        erp.delete(id);
        erp.connect();
        TestingEntra.everSecret().forEach(secret -> SEARCH.add("secret", secret));
    }

    /** Secrets where they do not belong, in requests that are refused. */
    private void misplaced(TestingClient erp) {
        String secret = entra.refreshToken();
        String token = erp.erpToken();
        erp.ask("{\"returnUrl\":\"" + TestingClient.DONE + "\",\"" + secret + "\":1}");
        erp.ask("{\"returnUrl\":\"" + secret + "\"}");
        erp.ask("{\"returnUrl\": " + secret);
        erp.browser().call("GET", "/api/connections/" + secret, token, null);
        erp.browser().call("GET", "/api/connections?access_token=" + secret, token, null);
        erp.browser().call("GET", "/api/connections", secret, null);
        erp.browser().open("/callback?error=" + secret + "&error_description=" + secret + "&state=" + secret);
        erp.browser().open("/connect/" + secret);
        erp.browser().open("/" + secret);
        erp.lease(secret);
    }

    private static void clean(String where, String text) {
        List<String> found = SEARCH.in(where, text);
        assertThat(found.subList(0, Math.min(3, found.size()))).as(where).isEmpty();
    }

    @Test
    void the_search_has_much_to_look_for() {
        assertThat(TestingEntra.everSecret()).hasSizeGreaterThan(10).contains(TestingEntra.SECRET);
        assertThat(SEARCH.pieces()).isGreaterThan(5_000);
    }

    @Test
    void not_in_any_log_at_any_level() throws IOException {
        String log = Files.readString(Path.of("target/everything.log"));

        assertThat(log).contains("FE=> Bind(", "event=refreshed", "GET /api/connections");
        clean("log", log);
    }

    @Test
    void not_even_an_address_in_the_audit_log() throws IOException {
        try (Stream<String> log = Files.lines(Path.of("target/everything.log"))) {
            assertThat(log.filter(line -> line.contains("audit event=")))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("@"));
        }
    }

    @Test
    void not_in_any_span_and_each_step_has_one() {
        List<SpanData> finished = spans.getFinishedSpanItems();

        assertThat(finished.stream().map(SpanData::getName).collect(Collectors.toSet()))
                .contains("connect", "callback", "exchange", "lease", "refresh");
        assertThat(finished)
                .extracting(span -> String.valueOf(span.getAttributes().get(AttributeKey.stringKey("url.query"))))
                .containsOnly("null", "[redacted]");
        assertThat(finished)
                .filteredOn(span -> span.getName().equals("refresh"))
                .anyMatch(span -> span.getEvents().stream()
                        .anyMatch(event -> event.getName().equals("refreshed")));
        clean("spans", finished.toString());
    }

    @Test
    void not_in_any_metric() {
        String metrics = new TestingBrowser(service).open("/q/metrics").body();

        assertThat(metrics).contains("mailroom_leases");
        clean("metrics", metrics);
    }

    @Test
    void not_in_the_database() {
        String dump = postgres.text(
                "select string_agg(query_to_xml('select * from ' || table_name, true, true, '')::text, ' ')"
                        + " from information_schema.tables where table_schema = 'public'");

        assertThat(dump).contains("<refresh_token>gAAAA");
        clean("database", dump);
    }

    @Test
    void not_in_any_event() {
        String events = kafka.sink("connections").received().stream()
                .map(Message::getPayload)
                .map(payload -> payload instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : String.valueOf(payload))
                .collect(Collectors.joining());

        clean("events", events);
    }

    @Test
    void not_in_any_answer_but_the_lease() {
        Map<String, String> answers = TestingBrowser.answers();

        assertThat(answers).hasSizeGreaterThan(15);
        assertThat(answers.keySet()).noneMatch(asked -> asked.contains("/internal/leases 200"));
        answers.forEach(SecretsStayInsideTest::clean);
    }
}
