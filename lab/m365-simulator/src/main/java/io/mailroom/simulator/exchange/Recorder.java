package io.mailroom.simulator.exchange;

import io.mailroom.m365.entra.Fingerprint;
import io.mailroom.m365.entra.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes exchanges into the journal without a credential in them. */
@ApplicationScoped
public class Recorder {
    static final int LONGEST_BODY = 64 * 1024;
    private static final Set<String> SECRET_FIELDS =
            Set.of("client_secret", "client_assertion", "code", "refresh_token", "code_verifier", "assertion");

    private final RequestJournal journal;

    Recorder(RequestJournal journal) {
        this.journal = journal;
    }

    /** @param answer null when the connection was closed without one */
    public void record(
            long number,
            String surface,
            Call call,
            Attribution who,
            @Nullable String fault,
            @Nullable Answer answer,
            Instant endedAt) {
        Answer told = answer == null ? Answer.empty(0) : answer;
        journal.add(new RecordedExchange(
                number,
                call.arrivedAt(),
                surface,
                call.method(),
                call.path(),
                call.query(),
                requestHeaders(call),
                cut(requestBody(call)),
                who.mailbox().orElse(null),
                who.clientId().orElse(null),
                fault,
                told.status(),
                responseHeaders(told),
                cut(hide(readable(told.body()), told)),
                Math.max(0, Duration.between(call.arrivedAt(), endedAt).toMillis())));
    }

    private static Map<String, String> requestHeaders(Call call) {
        Map<String, String> shown = new LinkedHashMap<>(call.headers());
        shown.computeIfPresent("authorization", (_, value) -> shortened(value));
        shown.computeIfPresent("cookie", (_, value) -> Fingerprint.of(value));
        return Collections.unmodifiableMap(shown);
    }

    private static String shortened(String authorization) {
        int space = authorization.indexOf(' ');
        return authorization.substring(0, space + 1)
                + Fingerprint.of(authorization.substring(space + 1).strip());
    }

    private static String requestBody(Call call) {
        Parameters form = call.form();
        if (form.names().stream().noneMatch(SECRET_FIELDS::contains)) {
            return readable(call.body());
        }
        StringBuilder shown = new StringBuilder();
        form.asMap()
                .forEach((name, value) -> shown.append(shown.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(SECRET_FIELDS.contains(name) ? Fingerprint.of(value) : value));
        return shown.toString();
    }

    private static Map<String, String> responseHeaders(Answer answer) {
        Map<String, String> shown = new LinkedHashMap<>();
        answer.headers().forEach((name, value) -> shown.put(name.toLowerCase(Locale.ROOT), hide(value, answer)));
        return Collections.unmodifiableMap(shown);
    }

    private static String hide(String text, Answer answer) {
        String hidden = text;
        for (String secret : answer.secrets()) {
            hidden = hidden.replace(secret, Fingerprint.of(secret));
        }
        return hidden;
    }

    private static String readable(Body body) {
        return body.strictText().orElseGet(() -> "base64:" + Base64.getEncoder().encodeToString(body.bytes()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_BODY
                ? text
                : text.substring(0, LONGEST_BODY) + "[cut, " + text.length() + " characters in all]";
    }
}
