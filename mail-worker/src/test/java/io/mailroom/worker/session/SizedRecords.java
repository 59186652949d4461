package io.mailroom.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SendMail;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.jspecify.annotations.Nullable;

/** Records of the commands topic, each in a batch of a given size. */
final class SizedRecords {
    private static final String FAR = "2199-01-01T00:00:00Z";

    private long next;

    /** What a record is, and where its bytes are. */
    enum Kind {
        GARBAGE,
        GARBAGE_WITH_A_LARGE_KEY,
        GARBAGE_WITH_LARGE_HEADERS,
        REJECTED_FOR_A_LARGE_FIELD,
        REJECTED_FOR_A_LARGE_TYPE,
        REJECTED_FOR_MANY_FIELDS,
        SCHEDULED,
        DUE,
        SCHEDULED_WITH_LARGE_HEADERS
    }

    /** A record whose batch has exactly that many bytes. */
    RawRecord filled(Kind kind, int batch) {
        int padding = batch - (int) batch(record(kind, 0));
        RawRecord filled = record(kind, Math.max(0, padding - 16));
        // Lengths are written in one to five bytes, so the rest is found by trying.
        for (int more = padding - 16; batch(filled) < batch; more++) {
            filled = record(kind, more);
        }
        assertThat(batch(filled)).isLessThanOrEqualTo(batch);
        next++;
        return filled;
    }

    private static long batch(RawRecord record) {
        Header[] headers = record.headers().stream()
                .map(header -> new RecordHeader(header.name(), header.value()))
                .toArray(Header[]::new);
        return DefaultRecordBatch.RECORD_BATCH_OVERHEAD
                + DefaultRecord.sizeInBytes(
                        0,
                        0,
                        record.key() == null ? -1 : record.key().length,
                        record.value() == null ? -1 : record.value().length,
                        headers);
    }

    RawRecord record(Kind kind, int padding) {
        byte[] much = new byte[padding];
        Arrays.fill(much, (byte) 'x');
        String text = new String(much, StandardCharsets.UTF_8);
        return switch (kind) {
            case GARBAGE -> raw(null, much, List.of());
            case GARBAGE_WITH_A_LARGE_KEY -> raw(much, new byte[0], List.of());
            case GARBAGE_WITH_LARGE_HEADERS -> raw(null, new byte[0], List.of(new RawHeader("their", much)));
            case REJECTED_FOR_A_LARGE_FIELD ->
                raw(utf8("adele"), utf8("{\"connectionId\":\"" + text + "\"}"), event(SendMail.TYPE));
            case REJECTED_FOR_A_LARGE_TYPE -> raw(utf8("adele"), utf8("{}"), event("io.mailroom." + text));
            case REJECTED_FOR_MANY_FIELDS ->
                raw(utf8("adele"), utf8("{\"connectionId\":\"adele\",\"a\":\"" + text + "\"}"), event(SendMail.TYPE));
            case SCHEDULED -> raw(utf8("adele"), utf8(scheduled(text)), event(SendMail.TYPE));
            case DUE ->
                raw(
                        utf8("adele"),
                        utf8(scheduled(text).replace("\"sendAt\":\"" + FAR + "\"", "\"importance\":\"low\"")),
                        event(SendMail.TYPE));
            case SCHEDULED_WITH_LARGE_HEADERS -> {
                var headers = new ArrayList<>(event(SendMail.TYPE));
                headers.add(new RawHeader("their", much));
                yield raw(utf8("adele"), utf8(scheduled("x")), headers);
            }
        };
    }

    /** White space between members is part of the record and of no field. */
    private static String scheduled(String padding) {
        return "{\"connectionId\":\"adele\",\"to\":[{\"address\":\"alex@contoso.example\"}],\"subject\":\"Invoice\","
                + "\"text\":\"Please pay.\",\"sendAt\":\"" + FAR + "\"" + padding.replace('x', ' ') + "}";
    }

    private List<RawHeader> event(String type) {
        return List.of(
                new RawHeader("ce_specversion", utf8("1.0")),
                new RawHeader("ce_id", utf8("c" + next)),
                new RawHeader("ce_source", utf8("/erp")),
                new RawHeader("ce_type", utf8(type)),
                new RawHeader("content-type", utf8("application/json")));
    }

    private RawRecord raw(byte @Nullable [] key, byte[] value, List<RawHeader> headers) {
        return new RawRecord("mail.commands.erp", 0, next, Instant.now(), key, value, headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
