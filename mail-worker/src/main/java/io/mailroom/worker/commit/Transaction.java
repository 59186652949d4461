package io.mailroom.worker.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** The records of one transaction, and which of them failed. */
final class Transaction {
    private static final Callback LATER = (metadata, failure) -> {
        // A failed write fails the commit, which is where it is judged.
    };

    private final Producer<byte[], byte[]> producer;
    private final List<CommitRequest> batch;
    private final Instant now;
    /** Bound: the records of the batch. */
    private final List<Sent> sent = new ArrayList<>();

    private Optional<Failure> thrown = Optional.empty();

    private record Sent(int request, String topic, long bytes, Future<RecordMetadata> end) {}

    /** A record that was not taken, and why. */
    record Failure(int request, String topic, long bytes, Throwable cause) {}

    /** @param now the time of its records, which are compared with those of other workers */
    Transaction(Producer<byte[], byte[]> producer, List<CommitRequest> batch, Instant now) {
        this.producer = producer;
        this.batch = batch;
        this.now = now;
    }

    /** @return false if a record was refused at once: then no further one is taken */
    boolean write() {
        for (int i = 0; i < batch.size(); i++) {
            for (Fact fact : batch.get(i).facts()) {
                if (!write(i, stamped(RecordWriter.write(batch.get(i).of(), fact)))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Without a time of its own a record would have the machine's, which may be wrong, and which brokers then refuse. */
    private ProducerRecord<byte[], byte[]> stamped(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), record.partition(), now.toEpochMilli(), record.key(), record.value(), record.headers());
    }

    private boolean write(int request, ProducerRecord<byte[], byte[]> record) {
        try {
            Future<RecordMetadata> end = producer.send(record, LATER);
            sent.add(new Sent(request, record.topic(), bytes(record), end));
            return end.state() != Future.State.FAILED;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            thrown = Optional.of(new Failure(request, record.topic(), bytes(record), e));
            return false;
        }
    }

    private static long bytes(ProducerRecord<byte[], byte[]> record) {
        long bytes = (record.key() == null ? 0 : record.key().length)
                + (record.value() == null ? 0L : record.value().length);
        for (var header : record.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0L : header.value().length);
        }
        return bytes;
    }

    /**
     * The first record that failed for a reason of its own. Others fail only because the transaction does, with an error
     * that says nothing of them.
     */
    Optional<Failure> failure() {
        return sent.stream()
                .filter(each -> each.end().state() == Future.State.FAILED)
                .map(each -> new Failure(
                        each.request(), each.topic(), each.bytes(), each.end().exceptionNow()))
                .filter(failure -> WriteJudge.of(failure.cause()) != WriteVerdict.TRY_AGAIN
                        && failure.cause().getClass() != KafkaException.class)
                .findFirst()
                .or(() -> thrown.filter(failure -> WriteJudge.of(failure.cause()) == WriteVerdict.RECORD_REFUSED));
    }

    Written refused(String why) {
        return failure()
                .map(failure -> new Written.Never(
                        OptionalInt.of(failure.request()), new Refusal(failure.topic(), failure.bytes(), why)))
                .orElseGet(() -> new Written.Never(OptionalInt.empty(), new Refusal("", 0, why)));
    }

    /** Where the records stand, request by request. */
    List<List<Long>> offsets() {
        var offsets = new ArrayList<List<Long>>();
        batch.forEach(_ -> offsets.add(new ArrayList<>()));
        sent.forEach(
                each -> offsets.get(each.request()).add(each.end().resultNow().offset()));
        return offsets;
    }
}
