package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.erp.WorkerApi;
import io.mailroom.stack.service.LabApps;
import io.mailroom.stack.time.Waiting;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every AADSTS number that Mailroom tells apart, said by the simulator in answer to a refresh: the state, its event, what a
 * worker is told, and that nobody asks again at once.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Order(6)
class RefusedRefreshTest extends StackTest {
    private static final String TABLE = """
            # AADSTS                                            | state           | the worker is told
            50033 90006 90012 90024 90033 90090 90091 90055     | CONNECTED       | IDENTITY_UNAVAILABLE
            50196 50053                                         | CONNECTED       | IDENTITY_UNAVAILABLE
            65001 65004                                         | NEEDS_RECONNECT | RECONNECT_REQUIRED
            90094 90095 90008 650052                            | NEEDS_ADMIN     | ADMIN_REQUIRED
            650056 650057 65005                                 | OPERATOR_FAULT  | OPERATOR_FAULT
            70000 70008 700082 700084 70043                     | NEEDS_RECONNECT | RECONNECT_REQUIRED
            50173 50132 50133 50089                             | NEEDS_RECONNECT | RECONNECT_REQUIRED
            50072 50074 50076 50078 50079 50158                 | NEEDS_RECONNECT | RECONNECT_REQUIRED
            53000 53001 53002 53003 530032 50131 53004 53011    | NEEDS_ADMIN     | ADMIN_REQUIRED
            50057 50105                                         | NEEDS_ADMIN     | ADMIN_REQUIRED
            50034 51004 50020 50055 50126 50144                 | NEEDS_RECONNECT | RECONNECT_REQUIRED
            700016 70001 7000112 1000031 500011 50001           | NEEDS_ADMIN     | ADMIN_REQUIRED
            7000215 70002 7000222 7000218                       | CONNECTED       | OPERATOR_FAULT
            700027 50012 700030 50048 700024                    | CONNECTED       | OPERATOR_FAULT
            700211 700212 700213 50011 900971                   | CONNECTED       | OPERATOR_FAULT
            54005                                               | NEEDS_RECONNECT | RECONNECT_REQUIRED
            501481 50147 70011 28002 28003 700022 70005         | CONNECTED       | OPERATOR_FAULT
            9002313 90014 900144 900561                         | CONNECTED       | OPERATOR_FAULT
            90002 50059 90019 50194 90130 9001023 90038         | OPERATOR_FAULT  | OPERATOR_FAULT
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AuthApi api = new AuthApi(driven.info());
    private final WorkerApi worker = new WorkerApi(driven.info(), RunningStack.OPTIONS.home());
    private final String token = worker.token();
    private final String id = driven.connect("refused@contoso.example").value();

    static Stream<Arguments> rows() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).flatMap(line -> {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return Arrays.stream(cells.get(0).split(" "))
                    .map(aadsts -> Arguments.of(Integer.valueOf(aadsts), cells.get(1), cells.get(2)));
        });
    }

    @BeforeEach
    void expired() throws SQLException {
        driven.lab().clearFaults();
        try (Connection database = driven.database();
                Statement statement = database.createStatement()) {
            statement.executeUpdate("update connection set state = 'CONNECTED', reason = null, aadsts = null,"
                    + " retry_at = null, setbacks = 0, claims = null, access_expires_at = now() - interval '1 minute'"
                    + " where id = '" + id + "'");
        }
    }

    @AfterAll
    void heal() throws SQLException {
        expired();
    }

    @ParameterizedTest(name = "AADSTS{0}: {1}, {2}")
    @MethodSource("rows")
    void a_refused_refresh(int aadsts, String state, String told) {
        ObjectNode match = MailJson.object().put("method", "POST").put("pathRegex", "/oauth2/v2.0/token$");
        ObjectNode fault = MailJson.object().put("status", 400).put("code", "AADSTS" + aadsts);
        String refused = driven.lab().fault(match.put("clientId", LabApps.MAILROOM), fault, 100);

        HttpResponse<String> lease = leaseThatAsked(refused);
        HttpResponse<String> next = worker.lease(id, token);

        assertThat(Answers.json(lease.body()).path("code").asText()).isEqualTo(told);
        assertThat(next.statusCode()).isEqualTo(lease.statusCode());
        assertThat(driven.lab().hits(refused)).as("nobody asks again at once").isEqualTo(1);
        assertThat(api.state(id)).isEqualTo(state);
        if (!state.equals("CONNECTED")) {
            assertThat(Waiting.until(PATIENCE, () -> isTold(state, aadsts)))
                    .as("event")
                    .isTrue();
        }
    }

    /** While the breaker of the row before rests, a lease is refused without a word to the platform. */
    private HttpResponse<String> leaseThatAsked(String refused) {
        var lease = new AtomicReference<HttpResponse<String>>();
        assertThat(Waiting.until(PATIENCE, () -> {
                    lease.set(worker.lease(id, token));
                    return driven.lab().hits(refused) > 0;
                }))
                .as("the platform was asked")
                .isTrue();
        return lease.get();
    }

    private boolean isTold(String state, int aadsts) {
        return driven.topics().everything("mail.connections.erp").stream()
                .filter(event -> event.key() != null && id.equals(new String(event.key(), StandardCharsets.UTF_8)))
                .map(Topics::json)
                .anyMatch(data -> isTold(data, state, aadsts));
    }

    private static boolean isTold(JsonNode data, String state, int aadsts) {
        return data.path("state").asText().equals(state)
                && data.path("aadsts").asInt() == aadsts
                && !data.path("nextStep").asText().isEmpty();
    }
}
