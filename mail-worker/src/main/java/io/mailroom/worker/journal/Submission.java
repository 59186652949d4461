package io.mailroom.worker.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.BiFunction;

/** What an entry of the journal tells of a send: from which mailbox, and when it was permitted. */
public sealed interface Submission {
    /** Nothing was sent, or the entry cannot be read. */
    record None() implements Submission {}

    /** It may have been sent since. */
    record Permitted(String mailbox, Instant at) implements Submission {}

    /** It was sent, and had its answer before the entry was written. */
    record Ended(String mailbox, Instant at) implements Submission {}

    static Submission of(byte[] entry) {
        try {
            JsonNode json = JournalCodec.json(entry);
            JsonNode result = json.path("result").path("data");
            return json.path("state").asText().equals("SENDING")
                    ? of(json.path("mailbox"), json.path("at"), Permitted::new)
                    : of(result.path("mailbox"), result.path("timings").path("submittedAt"), Ended::new);
        } catch (IOException | DateTimeParseException e) {
            return new None();
        }
    }

    private static Submission of(JsonNode mailbox, JsonNode at, BiFunction<String, Instant, Submission> told) {
        return mailbox.isTextual() && at.isTextual()
                ? told.apply(mailbox.textValue(), Instant.parse(at.textValue()))
                : new None();
    }
}
