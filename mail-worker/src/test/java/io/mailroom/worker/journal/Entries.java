package io.mailroom.worker.journal;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.mailroom.model.wire.MailJson;
import java.net.URI;
import java.time.Instant;

/** Entries to test with. */
final class Entries {
    static final PayloadHash PAYLOAD = new PayloadHash("00ff");
    static final Instant AT = Instant.parse("2026-01-15T08:00:00.123456789Z");
    static final JournalEntry.Sending PERMISSION = new JournalEntry.Sending(
            PAYLOAD,
            new PreparedDraft("draft=1", "drafts", "<1@contoso.example>", "conversation"),
            "adele@contoso.example",
            AT,
            2,
            null,
            false);
    static final CloudEvent RESULT = CloudEventBuilder.v1()
            .withId("result-1")
            .withSource(URI.create("/mailroom"))
            .withType("com.example.result.v1")
            .withSubject("adele")
            .withExtension("partitionkey", "adele")
            .withData(
                    "application/json",
                    JsonCloudEventData.wrap(MailJson.object().put("code", "SENT")))
            .build();

    private Entries() {}
}
