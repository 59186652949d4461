package io.mailroom.chaos.poison;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a batch of one uncompressed record: what {@code max.message.bytes} bounds (Kafka's message format 2, "Record
 * Batch" and "Record" in its documentation).
 */
final class RecordSize {
    private static final int BATCH = 61;
    /** Attributes, timestamp delta 0, offset delta 0. */
    private static final int FIXED = 3;

    private RecordSize() {}

    static int inBatch(ProducerRecord<byte[], byte[]> record) {
        int body = FIXED + part(record.key()) + part(record.value());
        int headers = 0;
        for (Header header : record.headers()) {
            headers++;
            body += part(header.key().getBytes(StandardCharsets.UTF_8)) + part(header.value());
        }
        body += varint(headers);
        return BATCH + varint(body) + body;
    }

    private static int part(byte @Nullable [] bytes) {
        return bytes == null ? varint(-1) : varint(bytes.length) + bytes.length;
    }

    /** Zigzag, seven bits a byte. */
    private static int varint(int value) {
        int zigzag = (value << 1) ^ (value >> 31);
        int bytes = 1;
        for (int rest = zigzag >>> 7; rest != 0; rest >>>= 7) {
            bytes++;
        }
        return bytes;
    }
}
