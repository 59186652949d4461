package io.mailroom.worker.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Journal entries as JSON, with a version so that a newer worker can read what an older one wrote; finished ones are
 * packed, and were not in the first release.
 */
public final class JournalCodec {
    private static final int VERSION = 1;
    private static final EventFormat STRUCTURED = new JsonFormat();

    private JournalCodec() {}

    public static byte[] write(JournalEntry entry) {
        ObjectNode json = MailJson.object().put("v", VERSION);
        entry.payload().writeTo(json);
        switch (entry) {
            case JournalEntry.Sending sending -> {
                json.put("state", "SENDING").put("draftId", sending.draft().id());
                json.put("draftFolderId", sending.draft().folderId());
                json.put("internetMessageId", sending.draft().internetMessageId());
                json.put("conversationId", sending.draft().conversationId());
                json.put("mailbox", sending.mailbox());
                json.put("at", sending.at().toString()).put("attempt", sending.attempt());
                Instant throttledAt = sending.throttledAt();
                json.put("throttledAt", throttledAt == null ? null : throttledAt.toString());
                json.put("fenced", sending.fenced());
            }
            case JournalEntry.Done done -> json.put("state", "DONE").set("result", tree(done.result()));
        }
        byte[] bytes = MailJson.bytes(json);
        return entry instanceof JournalEntry.Done ? Packing.pack(bytes) : bytes;
    }

    /** Whether the bytes are a finished entry, as far as can be told without reading the result in it. */
    static boolean finished(byte[] bytes) {
        try {
            return Packing.isPacked(bytes) || json(bytes).path("state").asText().equals("DONE");
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws IOException if the bytes are not JSON, packed or not */
    static JsonNode json(byte[] bytes) throws IOException {
        return MailJson.read(Packing.isPacked(bytes) ? Packing.unpack(bytes) : bytes);
    }

    /** @throws IOException if the bytes are no entry of a version that is known here */
    public static JournalEntry read(byte[] bytes) throws IOException {
        JsonNode json = json(bytes);
        if (json.path("v").asInt() != VERSION) {
            throw new IOException("a journal entry of an unknown version");
        }
        try {
            return entry(json);
        } catch (DateTimeException | EventDeserializationException e) {
            throw new IOException("a journal entry with a field that cannot be read", e);
        }
    }

    private static JournalEntry entry(JsonNode json) throws IOException {
        PayloadHash payload = PayloadHash.readFrom(json);
        return switch (json.path("state").asText()) {
            case "SENDING" ->
                new JournalEntry.Sending(
                        payload,
                        new PreparedDraft(
                                json.path("draftId").asText(),
                                textOrNull(json, "draftFolderId"),
                                textOrNull(json, "internetMessageId"),
                                textOrNull(json, "conversationId")),
                        textOrNull(json, "mailbox"),
                        Instant.parse(json.path("at").asText()),
                        json.path("attempt").asInt(),
                        timeOrNull(json, "throttledAt"),
                        json.path("fenced").asBoolean());
            case "DONE" -> new JournalEntry.Done(payload, event(json.path("result")));
            default -> throw new IOException("a journal entry of an unknown state");
        };
    }

    private static CloudEvent event(JsonNode tree) throws IOException {
        if (!tree.isObject()) {
            throw new IOException("a journal entry without its result");
        }
        return STRUCTURED.deserialize(MailJson.bytes(tree));
    }

    private static JsonNode tree(CloudEvent event) {
        try {
            return MailJson.read(STRUCTURED.serialize(event));
        } catch (IOException e) {
            throw new IllegalStateException("an event that was just written is JSON", e);
        }
    }

    private static @Nullable Instant timeOrNull(JsonNode json, String field) {
        String text = textOrNull(json, field);
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable String textOrNull(JsonNode json, String field) {
        return json.path(field).textValue();
    }
}
