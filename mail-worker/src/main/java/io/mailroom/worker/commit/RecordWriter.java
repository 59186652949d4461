package io.mailroom.worker.commit;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.journal.JournalCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Facts as records. Internal topics are co-partitioned with the commands; a client's topics are keyed by connection. */
final class RecordWriter {
    private RecordWriter() {}

    static ProducerRecord<byte[], byte[]> write(PartitionOffsets of, Fact fact) {
        return switch (fact) {
            case Fact.Journaled journaled ->
                new ProducerRecord<>(
                        TopicNames.JOURNAL,
                        of.partition(),
                        utf8(journaled.key().hex()),
                        JournalCodec.write(journaled.entry()));
            case Fact.Marked marked ->
                new ProducerRecord<>(TopicNames.CURSORS, of.partition(), utf8(marked.key()), marked.value());
            case Fact.Told told -> event(TopicNames.results(told.client()), told.event());
            case Fact.Announced announced -> event(TopicNames.received(announced.client()), announced.event());
            case Fact.Buried buried -> buried(buried);
        };
    }

    private static ProducerRecord<byte[], byte[]> event(String topic, CloudEvent event) {
        byte[] key = bytesOrNull(event.getSubject());
        ProducerRecord<byte[], byte[]> record =
                KafkaMessageFactory.<byte[]>createWriter(topic, null, key).writeBinary(event);
        // Consumers without a CloudEvents library look for this name.
        record.headers().add("content-type", utf8("application/json"));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> buried(Fact.Buried buried) {
        var headers = new RecordHeaders();
        buried.original().headers().forEach(header -> headers.add(header.name(), header.value()));
        buried.reasons().forEach((name, reason) -> headers.add(name, utf8(reason)));
        return new ProducerRecord<>(
                TopicNames.dead(buried.client()),
                null,
                buried.original().key(),
                buried.original().value(),
                headers);
    }

    private static byte @Nullable [] bytesOrNull(@Nullable String text) {
        return text == null ? null : utf8(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
