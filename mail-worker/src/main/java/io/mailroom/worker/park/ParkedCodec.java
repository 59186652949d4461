package io.mailroom.worker.park;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parked command as a record: its bytes and headers as they came, and one header more that says why it waits. */
public final class ParkedCodec {
    private static final String HEADER = "mailroom-parked";
    private static final int VERSION = 1;

    private ParkedCodec() {}

    public static List<RawHeader> headers(Parked parked, RawRecord original) {
        var headers = new ArrayList<>(original.headers());
        headers.removeIf(header -> header.name().equals(HEADER));
        ObjectNode json = MailJson.object()
                .put("v", VERSION)
                .put("kind", parked.kind().name())
                .put("offset", parked.offset())
                .put("connection", parked.connection().value())
                .put("source", parked.command().source())
                .put("id", parked.command().id())
                .put("type", parked.type())
                .put("key", parked.key().hex())
                .put("due", parked.due().toString())
                .put("reason", parked.reason().name())
                .put("receivedAt", parked.receivedAt().toString())
                .put("failures", parked.history().failures())
                .put("draftMayAppear", parked.history().draftMayAppear());
        parked.payload().writeTo(json);
        if (!parked.topicId().isEmpty()) {
            json.put("topicId", parked.topicId());
        }
        if (parked.expiresAt() != null) {
            json.put("expiresAt", parked.expiresAt().toString());
        }
        headers.add(new RawHeader(HEADER, MailJson.bytes(json)));
        return headers;
    }

    /** @throws IllegalStateException if it cannot be read; then nothing of its mailbox may be begun */
    public static Parked read(RawRecord stored) {
        try {
            JsonNode json = MailJson.read(header(stored));
            if (json.path("v").asInt() != VERSION) {
                throw new IOException("an unknown version");
            }
            return new Parked(
                    Parked.Kind.valueOf(json.path("kind").asText()),
                    json.path("topicId").asText(""),
                    json.path("offset").asLong(),
                    json.path("offset").asLong(),
                    new ConnectionId(json.path("connection").asText()),
                    new CommandKey(json.path("source").asText(), json.path("id").asText()),
                    json.path("type").asText(),
                    JournalKey.ofHex(json.path("key").asText()),
                    PayloadHash.readFrom(json),
                    Instant.parse(json.path("due").asText()),
                    ResultCode.valueOf(json.path("reason").asText()),
                    instantOrNull(json.path("expiresAt").textValue()),
                    Instant.parse(json.path("receivedAt").asText()),
                    new History(
                            json.path("failures").asInt(),
                            json.path("draftMayAppear").asBoolean()),
                    true);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("the parked record at " + stored.partition() + "/" + stored.offset()
                    + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** What was remembered of it, and the rest from where it was stored. Throws like {@link #read(RawRecord)}. */
    public static Parked read(RawRecord stored, ParkedStub stub) {
        Parked parked = read(stored).at(stub.place());
        return stub.mayHaveBegun() ? parked : parked.neverBegun();
    }

    /** The command's record as it stood in {@code topic}. */
    public static RawRecord original(RawRecord stored, Parked parked, String topic) {
        return new RawRecord(
                topic,
                stored.partition(),
                parked.offset(),
                stored.timestamp(),
                parked.connection().value().getBytes(StandardCharsets.UTF_8),
                stored.value(),
                stored.headers().stream()
                        .filter(header -> !header.name().equals(HEADER))
                        .toList());
    }

    private static byte[] header(RawRecord stored) throws IOException {
        byte @Nullable [] found = null;
        for (RawHeader header : stored.headers()) {
            if (header.name().equals(HEADER)) {
                found = header.value();
            }
        }
        if (found == null) {
            throw new IOException("no header " + HEADER);
        }
        return found;
    }

    private static @Nullable Instant instantOrNull(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
