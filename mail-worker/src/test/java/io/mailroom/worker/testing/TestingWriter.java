package io.mailroom.worker.testing;

import io.mailroom.worker.commit.CannotCommit;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.RecordWriter;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.commit.Written;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.jspecify.annotations.Nullable;

/** A broker's side of transactions: each topic takes records up to a size, and answers come in the order planted. */
public final class TestingWriter implements TransactionalWriter {
    /** What was committed, request by request. */
    public final List<CommitRequest> committed = new CopyOnWriteArrayList<>();
    /** The records of it. */
    public final List<ProducerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    /** How many requests each attempt had. */
    public final List<Integer> attempts = new CopyOnWriteArrayList<>();
    /** Largest record of a topic in bytes; others take any. */
    public final Map<String, Integer> largest = new ConcurrentHashMap<>();
    /** Answers before the true one. */
    public final Deque<Answer> planted = new ArrayDeque<>();
    /** Whether a refusal says which record it was. */
    public volatile boolean namesCulprits = true;

    /** An answer that does not look at the batch. */
    public interface Answer {
        /** @return nothing for the true one */
        @Nullable
        Written to(List<CommitRequest> batch) throws CannotCommit, InterruptedException;
    }

    @Override
    public Written commit(List<CommitRequest> batch) throws CannotCommit, InterruptedException {
        attempts.add(batch.size());
        Answer answer = planted.poll();
        Written untrue = answer == null ? null : answer.to(batch);
        return untrue == null ? judged(batch) : untrue;
    }

    private Written judged(List<CommitRequest> batch) {
        var all = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < batch.size(); i++) {
            for (Fact fact : batch.get(i).facts()) {
                ProducerRecord<byte[], byte[]> record =
                        RecordWriter.write(batch.get(i).of(), fact);
                long bytes = bytes(record);
                if (bytes > largest.getOrDefault(record.topic(), Integer.MAX_VALUE)) {
                    return new Written.Never(
                            namesCulprits ? OptionalInt.of(i) : OptionalInt.empty(),
                            new Refusal(record.topic(), bytes, "RecordTooLargeException"));
                }
                all.add(record);
            }
        }
        committed.addAll(batch);
        records.addAll(all);
        return new Written.Committed(batch.stream()
                .map(request -> request.facts().stream().map(_ -> 7L).toList())
                .toList());
    }

    /** Bytes of an uncompressed batch with this record alone, which is what a broker holds against its limit. */
    public static long bytes(ProducerRecord<byte[], byte[]> record) {
        return DefaultRecordBatch.RECORD_BATCH_OVERHEAD
                + DefaultRecord.sizeInBytes(
                        0,
                        0,
                        record.key() == null ? -1 : record.key().length,
                        record.value() == null ? -1 : record.value().length,
                        record.headers().toArray());
    }
}
