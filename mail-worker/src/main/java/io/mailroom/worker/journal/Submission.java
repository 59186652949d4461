package io.mailroom.worker.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A send that the journal knows of: from which mailbox, and when. */
public record Submission(String mailbox, Instant at) {
    /** @return empty if the entry tells of no send */
    public static Optional<Submission> of(byte[] entry) {
        try {
            JsonNode json = MailJson.read(entry);
            JsonNode result = json.path("result").path("data");
            return json.path("state").asText().equals("SENDING")
                    ? of(json.path("mailbox"), json.path("at"))
                    : of(result.path("mailbox"), result.path("timings").path("submittedAt"));
        } catch (IOException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Submission> of(JsonNode mailbox, JsonNode at) {
        return mailbox.isTextual() && at.isTextual()
                ? Optional.of(new Submission(mailbox.textValue(), Instant.parse(at.textValue())))
                : Optional.empty();
    }
}
