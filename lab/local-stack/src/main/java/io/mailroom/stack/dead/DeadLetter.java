package io.mailroom.stack.dead;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code mail.dead.*}: the original bytes, key and headers, and headers of Mailroom's that say why.
 *
 * @param bytes of the value as it stands there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are Kafka's own
public record DeadLetter(
        int partition,
        long offset,
        Instant at,
        byte @Nullable [] key,
        byte @Nullable [] value,
        int bytes,
        Map<String, byte[]> headers,
        Map<String, String> reasons) {
    /** What Mailroom adds; it goes away when the record is published again. */
    public static final String OURS = "mailroom-";

    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, byte[]>();
        var reasons = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            if (header.key().startsWith(OURS)) {
                reasons.put(header.key().substring(OURS.length()), text(header.value()));
            } else {
                headers.put(header.key(), header.value());
            }
        }
        return new DeadLetter(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.value() == null ? 0 : record.value().length,
                headers,
                reasons);
    }

    /** For lists: without the value, which may have megabytes. */
    DeadLetter listed() {
        return new DeadLetter(partition, offset, at, key, null, bytes, headers, reasons);
    }

    /** Whether the dead letters took only the head of the record; its length and SHA-256 stand among the reasons. */
    public boolean cut() {
        return reasons.containsKey("sha256");
    }

    public String code() {
        return reasons.getOrDefault("code", "UNKNOWN");
    }

    public String reason() {
        return reasons.getOrDefault("reason", "");
    }

    /** Where the record stood first, as {@code topic/partition/offset}. */
    public String origin() {
        return reasons.getOrDefault("topic", "?") + "/" + reasons.getOrDefault("partition", "?") + "/"
                + reasons.getOrDefault("offset", "?");
    }

    /** Bytes for a terminal: text if they are UTF-8, with control characters escaped; hex otherwise. */
    public static String printable(byte @Nullable [] bytes, int most) {
        if (bytes == null) {
            return "(none)";
        }
        String all = decoded(bytes)
                .map(DeadLetter::escaped)
                .orElseGet(() -> "0x" + HexFormat.of().formatHex(bytes));
        return all.length() <= most ? all : all.substring(0, most) + "… (" + bytes.length + " bytes)";
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A record's bytes must not move the cursor of whoever looks at them. */
    private static String escaped(String text) {
        var clean = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                clean.append("\\u%04x".formatted(point));
            } else {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString();
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
