package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.event.MailHeaders;
import io.mailroom.worker.graph.http.HttpCall;
import io.mailroom.worker.graph.http.HttpOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What passes through here and holds mail, a token or Graph's sync state. */
class SafeToLogTest extends ForeignGraph {
    private static final String SECRET = "secret-token";
    private static final byte[] BODY = SECRET.getBytes(StandardCharsets.UTF_8);

    static List<Object> holders() {
        var mail = new DeltaItem.Message(
                "m1",
                null,
                null,
                new MailHeaders(null, null, SECRET, null, List.of(), List.of(), 0, null),
                null,
                null,
                null);
        return List.of(
                mail,
                new DeltaPage(List.of(mail), "https://graph.example/" + SECRET, null),
                new HttpCall("POST", "https://graph.example/" + SECRET, Map.of("Authorization", SECRET), BODY),
                new HttpOutcome.Answered(200, Map.of("Location", SECRET), BODY));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void does_not_print_it(Object holder) {
        assertThat(holder.toString()).doesNotContain(SECRET);
        assertThat(access().toString()).doesNotContain(SECRET);
    }
}
