package io.mailroom.worker.sync;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A partition of {@code mail.cursors}, as its owners write it and each next one takes it over. */
final class CursorTopic {
    static final ClientName ERP = new ClientName("erp");

    final TestingTopics topics = new TestingTopics();
    final CursorCache cache = new CursorCache();
    OffsetIndex index = OffsetIndex.inMemory();
    private final Map<String, RawRecord> newest = new LinkedHashMap<>();
    private long next;

    /** @return where it stands */
    synchronized long write(String key, byte @Nullable [] value) {
        var record = new RawRecord(
                TopicNames.CURSORS, 0, next, Instant.EPOCH, key.getBytes(StandardCharsets.UTF_8), value, List.of());
        topics.put(record);
        newest.put(key, record);
        return next++;
    }

    /** How the first releases told that a mail was announced. */
    void writeSingleMark(String folder, String messageId) {
        write(SingleMark.key(folder, messageId), "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** A transaction of the owner. */
    void commit(Cursors owner, List<Fact.Cursor> changes) {
        var offsets = new ArrayList<Long>();
        synchronized (this) {
            changes.forEach(change -> offsets.add(write(change.key(), change.value())));
        }
        owner.committed(changes, offsets);
    }

    /** By a worker that has kept what it read before. */
    Cursors takenOver() {
        return takenOver(index, cache);
    }

    /** By a worker with a memory of its own. */
    Cursors takenOverByAnother() {
        return takenOver(OffsetIndex.inMemory(), new CursorCache());
    }

    private Cursors takenOver(OffsetIndex of, CursorCache with) {
        var cursors = new Cursors(ERP, topics, 0, of, with);
        try {
            cursors.catchUp();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        return cursors;
    }

    /** By a worker that knows nothing. */
    Cursors takenOverAnew() {
        index = OffsetIndex.inMemory();
        return takenOver();
    }

    /** As if the brokers had lost it, and nothing of the key stood there before. */
    void lose(String key) {
        topics.compactAway(offset(key));
        newest.remove(key);
        cache.clear();
    }

    /** What nothing newer stands for is taken away. */
    void compact() {
        Set<Long> stay = newest.values().stream().map(RawRecord::offset).collect(Collectors.toSet());
        for (long offset = 0; offset < next; offset++) {
            if (!stay.contains(offset)) {
                topics.compactAway(offset);
            }
        }
    }

    /** Keys of what stands there. */
    Set<String> keys() {
        return newest.values().stream()
                .filter(record -> record.value() != null)
                .map(record -> new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    byte[] value(String key) {
        return Objects.requireNonNull(Objects.requireNonNull(newest.get(key)).value());
    }

    long offset(String key) {
        return Objects.requireNonNull(newest.get(key)).offset();
    }

    /** Of the log once it is compacted, if each record that stands has a batch of its own. */
    long bytes(Predicate<String> of) {
        return keys().stream()
                .filter(of)
                .map(key ->
                        new ProducerRecord<>(TopicNames.CURSORS, 0, key.getBytes(StandardCharsets.UTF_8), value(key)))
                .mapToLong(TestingWriter::bytes)
                .sum();
    }
}
