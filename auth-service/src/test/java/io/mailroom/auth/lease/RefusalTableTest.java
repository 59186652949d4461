package io.mailroom.auth.lease;

import static io.mailroom.auth.testing.TestingBrowser.location;
import static io.mailroom.auth.testing.TestingClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.outbox.OutboxPublisher;
import io.mailroom.auth.testing.Answer;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.model.wire.MailJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every AADSTS number that Mailroom tells apart, as the identity platform says it over HTTP, and what follows: the state,
 * the event (there is one exactly if the state changes), what the worker is told and how long nobody asks again; beside
 * it, what the application is told if the same number ends a sign-in.
 */
@QuarkusTest
@WithTestResource(AuthStack.class)
class RefusalTableTest {
    private static final String TABLE = """
            # status | error                 | AADSTS                                      | state           | the worker is told   | rest    | the sign-in ends with
            400 | temporarily_unavailable | 50033 90006 90012 90024 90033 90090 90091        | CONNECTED       | IDENTITY_UNAVAILABLE | 2 s     | IDENTITY_UNAVAILABLE
            503 | server_error            | 90033                                            | CONNECTED       | IDENTITY_UNAVAILABLE | 2 s     | IDENTITY_UNAVAILABLE
            429 | temporarily_unavailable | 90055                                            | CONNECTED       | IDENTITY_UNAVAILABLE | 300 s   | IDENTITY_UNAVAILABLE
            400 | invalid_grant           | 50196                                            | CONNECTED       | IDENTITY_UNAVAILABLE | 300 s   | IDENTITY_UNAVAILABLE
            400 | invalid_grant           | 50053                                            | CONNECTED       | IDENTITY_UNAVAILABLE | 300 s   | IDENTITY_UNAVAILABLE
            400 | invalid_grant           | 65001                                            | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            400 | access_denied           | 65004                                            | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | ACCESS_DENIED
            400 | access_denied           | 90094 90095 90008                                | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            401 | invalid_client          | 650052                                           | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            400 | invalid_resource        | 650056 650057 65005                              | OPERATOR_FAULT  | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            400 | invalid_grant           | 70000 70008 700082 700084 70043                  | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            400 | invalid_grant           | 50173 50132 50133 50089                          | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            400 | interaction_required    | 50072 50074 50076 50078 50079 50158              | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            400 | interaction_required    | 53000 53001 53002                                | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            400 | invalid_grant           | 53003 530032 530034 50131 53004 53011            | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            400 | invalid_grant           | 50057                                            | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            400 | invalid_grant           | 50034 51004 50020                                | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            400 | invalid_grant           | 50055 50126 50144                                | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            400 | access_denied           | 50105                                            | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            400 | unauthorized_client     | 700016 70001 7000112 1000031                     | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            400 | invalid_resource        | 500011 50001                                     | NEEDS_ADMIN     | ADMIN_REQUIRED       | recheck | ADMIN_REQUIRED
            401 | invalid_client          | 7000215 70002 7000222 7000218                    | CONNECTED       | OPERATOR_FAULT       | breaker | OPERATOR_FAULT
            401 | invalid_client          | 700027 50012 700030 50048 700024                 | CONNECTED       | OPERATOR_FAULT       | breaker | OPERATOR_FAULT
            401 | invalid_client          | 700211 700212 700213                             | CONNECTED       | OPERATOR_FAULT       | breaker | OPERATOR_FAULT
            400 | invalid_request         | 50011 900971                                     | CONNECTED       | OPERATOR_FAULT       | breaker | OPERATOR_FAULT
            400 | invalid_grant           | 54005                                            | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            400 | invalid_grant           | 501481 50147                                     | CONNECTED       | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            400 | invalid_scope           | 70011 28002 28003 700022 70005                   | CONNECTED       | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            400 | invalid_request         | 9002313 90014 900144 900561 700005               | CONNECTED       | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            400 | invalid_request         | 90002 50059 90019                                | OPERATOR_FAULT  | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            400 | invalid_request         | 50194 90130 9001023                              | OPERATOR_FAULT  | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            400 | invalid_request         | 90038                                            | OPERATOR_FAULT  | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            # a number that nobody has seen: the error decides
            400 | invalid_grant           | 99999                                            | NEEDS_RECONNECT | RECONNECT_REQUIRED   | -       | SIGN_IN_FAILED
            429 | invalid_grant           | 99999                                            | CONNECTED       | IDENTITY_UNAVAILABLE | 2 s     | -
            401 | invalid_client          | 99999                                            | CONNECTED       | OPERATOR_FAULT       | breaker | OPERATOR_FAULT
            400 | unauthorized_client     | 99999                                            | OPERATOR_FAULT  | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            502 | made_up                 | 99999                                            | CONNECTED       | IDENTITY_UNAVAILABLE | 2 s     | -
            400 | made_up                 | 99999                                            | CONNECTED       | OPERATOR_FAULT       | recheck | OPERATOR_FAULT
            """;

    private static String id = "";

    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    RegistrationBreaker breaker;

    @Inject
    OutboxPublisher publisher;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector broker;

    TestingClient erp;

    static Stream<Arguments> rows() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).flatMap(line -> {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return Arrays.stream(cells.get(2).split("\\s+"))
                    .map(aadsts -> Arguments.of(
                            Integer.valueOf(cells.get(0)),
                            cells.get(1),
                            Integer.valueOf(aadsts),
                            cells.get(3),
                            cells.get(4),
                            cells.get(5),
                            cells.get(6)));
        });
    }

    @BeforeEach
    void connectedAndExpired() {
        entra.reset();
        breaker.close("global");
        erp = new TestingClient(entra, service);
        if (!"1".equals(postgres.text("select count(*) from connection where id = '" + id + "'"))) {
            postgres.execute("delete from connection");
            id = erp.connect();
        }
        postgres.execute("update connection set state = 'CONNECTED', reason = null, aadsts = null, retry_at = null,"
                + " setbacks = 0, claims = null, access_expires_at = now() - interval '1 minute'");
        publisher.publish();
        events().clear();
        entra.reset();
    }

    private InMemorySink<byte[]> events() {
        return broker.sink("connections");
    }

    @ParameterizedTest(name = "AADSTS{2} ({1}, {0}): {3}, {4}, rest {5}")
    @MethodSource("rows")
    void a_refused_refresh(int status, String error, int aadsts, String state, String told, String rest, String signIn)
            throws IOException {
        entra.answerNext(Answer.error(status, error, aadsts));

        HttpResponse<String> lease = erp.lease(id);
        HttpResponse<String> next = erp.lease(id);

        assertThat(code(lease)).isEqualTo(told);
        assertThat(next.statusCode()).as("asked again at once").isEqualTo(lease.statusCode());
        assertThat(entra.refreshes())
                .as("nobody asks the platform again at once")
                .isEqualTo(1);
        assertThat(erp.state(id)).isEqualTo(state);
        assertRest(lease, rest);
        publisher.publish();
        assertEvent("CONNECTED".equals(state) ? null : state, aadsts);
    }

    private static void assertRest(HttpResponse<String> lease, String rest) {
        String seconds = lease.headers().firstValue("Retry-After").orElse("-");
        switch (rest) {
            case "-" -> assertThat(seconds).isEqualTo("-");
            case "recheck" -> assertThat(seconds).isEqualTo("300");
            case "breaker" -> assertThat(seconds).isEqualTo("240");
            default -> assertThat(seconds + " s").isEqualTo(rest);
        }
    }

    private void assertEvent(@Nullable String state, int aadsts) throws IOException {
        List<? extends Message<byte[]>> told = events().received();
        if (state == null) {
            assertThat(told).isEmpty();
            return;
        }
        assertThat(told).hasSize(1);
        JsonNode event = MailJson.read(told.getFirst().getPayload());
        assertThat(event.path("connectionId").textValue()).isEqualTo(id);
        assertThat(event.path("state").textValue()).isEqualTo(state);
        assertThat(event.path("aadsts").intValue()).isEqualTo(aadsts);
        assertThat(event.path("nextStep").textValue()).isNotBlank();
    }

    @ParameterizedTest(name = "AADSTS{2} ({1}): {6}")
    @MethodSource("rows")
    void a_refused_sign_in(
            int status, String error, int aadsts, String state, String told, String rest, String signIn) {
        if (signIn.equals("-")) {
            return; // only an HTTP status tells this one apart, and a redirect has none
        }
        String authorize =
                location(erp.browser().open(erp.begin().path("connectUrl").textValue()));
        String mark = TestingEntra.form(URI.create(authorize).getRawQuery()).get("state");

        HttpResponse<String> back = erp.browser()
                .open("/callback?state=" + mark + "&error=" + error + "&error_description=AADSTS" + aadsts
                        + "%3A%20said%20by%20the%20test");

        assertThat(location(back)).endsWith("&error=" + signIn);
        assertThat(erp.state(id)).isEqualTo("CONNECTED");
    }
}
