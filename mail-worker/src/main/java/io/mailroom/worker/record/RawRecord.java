package io.mailroom.worker.record;

import io.mailroom.model.result.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record as it came, with nothing read into it. */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are Kafka's own and are not copied
public record RawRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<RawHeader> headers) {
    /** A header as it came. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record RawHeader(String name, byte @Nullable [] value) {}

    public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
        List<RawHeader> headers = Stream.of(record.headers().toArray())
                .map(header -> new RawHeader(header.key(), header.value()))
                .toList();
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                headers);
    }

    /** Where it stands, for whoever is told of it. */
    public RecordRef ref() {
        return new RecordRef(topic, partition, offset);
    }

    /** Bytes that stay in memory until the record has ended. */
    public long weight() {
        long bytes = (key == null ? 0 : key.length) + (value == null ? 0L : value.length);
        for (RawHeader header : headers) {
            bytes += header.name().length() + (header.value() == null ? 0L : header.value().length);
        }
        return bytes;
    }
}
