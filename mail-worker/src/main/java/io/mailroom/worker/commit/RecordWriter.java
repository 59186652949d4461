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
            case Fact.Journaled journaled ->
                new ProducerRecord<>(
                        TopicNames.JOURNAL,
                        of.partition(),
                        utf8(journaled.key().hex()),
                        JournalCodec.write(journaled.entry()));
            case Fact.Forgotten forgotten ->
                new ProducerRecord<>(
                        TopicNames.JOURNAL, of.partition(), utf8(forgotten.key().hex()), null);
            case Fact.Parked parked -> parked(of, parked);
            case Fact.Unparked unparked ->
                new ProducerRecord<>(
                        TopicNames.PARKED, of.partition(), utf8(unparked.what().topicKey(unparked.client())), null);
            case Fact.Forwarded forwarded ->
                new ProducerRecord<>(
                        of.topic(),
                        forwarded.home(),
                        forwarded.original().key(),
                        forwarded.original().value(),
                        headers(forwarded.original().headers()));
            case Fact.Cursor marked ->
                new ProducerRecord<>(TopicNames.CURSORS, of.partition(), utf8(marked.key()), marked.value());
            case Fact.Result told -> event(TopicNames.results(told.client()), told.event());
            case Fact.Received announced -> event(TopicNames.received(announced.client()), announced.event());
            case Fact.DeadLetter buried -> buried(buried);
        };
    }

    private static ProducerRecord<byte[], byte[]> event(String topic, CloudEvent event) {
        return KafkaMessageFactory.<byte[]>createWriter(topic, null, bytesOrNull(event.getSubject()))
                .writeBinary(event);
    }

    private static ProducerRecord<byte[], byte[]> parked(PartitionOffsets of, Fact.Parked parked) {
        return new ProducerRecord<>(
                TopicNames.PARKED,
                of.partition(),
                utf8(parked.what().topicKey(parked.client())),
                parked.original().value(),
                headers(ParkedCodec.headers(parked.what(), parked.original())));
    }

    private static RecordHeaders headers(List<RawRecord.RawHeader> raw) {
        var headers = new RecordHeaders();
        raw.forEach(header -> headers.add(header.name(), header.value()));
        return headers;
    }

    private static ProducerRecord<byte[], byte[]> buried(Fact.DeadLetter buried) {
        RecordHeaders headers = headers(buried.original().headers());
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
