package io.mailroom.worker.commit;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Facts as records. Internal topics are co-partitioned with the commands; a client's topics are keyed by connection. */
public final class RecordWriter {
    private RecordWriter() {}

    public static ProducerRecord<byte[], byte[]> write(PartitionOffsets of, Fact fact) {
        return switch (fact) {
            case Fact.Journaled(var key, var entry) ->
                internal(TopicNames.JOURNAL, of, key.hex(), JournalCodec.write(entry), List.of());
            case Fact.Forgotten(var key) -> internal(TopicNames.JOURNAL, of, key.hex(), null, List.of());
            case Fact.Parked(var client, var what, var original) ->
                internal(
                        TopicNames.PARKED,
                        of,
                        what.topicKey(client),
                        original.value(),
                        ParkedCodec.headers(what, original));
            case Fact.Unparked(var client, var what) ->
                internal(TopicNames.PARKED, of, what.topicKey(client), null, List.of());
            case Fact.Cursor(var key, var value) -> internal(TopicNames.CURSORS, of, key, value, List.of());
            case Fact.Forwarded(var original, int home) -> foreign(of.topic(), home, original);
            case Fact.DeadLetter(var client, var original, var reasons) -> {
                ProducerRecord<byte[], byte[]> letter = foreign(TopicNames.dead(client), null, original);
                reasons.forEach((name, reason) -> letter.headers().add(name, utf8(reason)));
                yield letter;
            }
            case Fact.Result(var client, var event) -> event(TopicNames.results(client), event);
            case Fact.Received(var client, var event) -> event(TopicNames.received(client), event);
        };
    }

    private static ProducerRecord<byte[], byte[]> internal(
            String topic, PartitionOffsets of, String key, byte @Nullable [] value, List<RawRecord.RawHeader> headers) {
        return new ProducerRecord<>(topic, of.partition(), utf8(key), value, headers(headers));
    }

    private static ProducerRecord<byte[], byte[]> foreign(
            String topic, @Nullable Integer partition, RawRecord original) {
        return new ProducerRecord<>(topic, partition, original.key(), original.value(), headers(original.headers()));
    }

    private static ProducerRecord<byte[], byte[]> event(String topic, CloudEvent event) {
        byte[] key = event.getSubject() == null ? null : utf8(event.getSubject());
        return KafkaMessageFactory.<byte[]>createWriter(topic, null, key).writeBinary(event);
    }

    private static RecordHeaders headers(List<RawRecord.RawHeader> raw) {
        var headers = new RecordHeaders();
        raw.forEach(header -> headers.add(header.name(), header.value()));
        return headers;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
