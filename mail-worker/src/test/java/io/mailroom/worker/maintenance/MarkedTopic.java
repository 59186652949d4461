package io.mailroom.worker.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.CannotCommit;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.RecordWriter;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.commit.Written;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.testing.TestingTopics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A partition of {@code mail.cursors} as the first releases filled it. It reads the forms of the records by itself, as
 * ADR 0031 tells them.
 */
final class MarkedTopic {
    private static final String MARKER = "erp/#migrated";

    final TestingTopics topics = new TestingTopics();
    /** Folder and hash of each mail of the client {@code erp}. */
    final TreeSet<String> announced = new TreeSet<>();

    private final Map<String, RawRecord> newest = new LinkedHashMap<>();
    private long next;

    /** Takes so many transactions of a worker that is then dead. */
    Kafka taking(int transactions, boolean lastIsUnknown) {
        return new Kafka(transactions, lastIsUnknown);
    }

    void announced(String folder, String mail) {
        announced.add(folder + " " + hash(mail, 12));
        singleMark(folder, mail);
    }

    void singleMark(String folder, String mail) {
        byte[] hash = HexFormat.of().parseHex(hash(mail, 16));
        write(folder + "#" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash), utf8("{}"));
    }

    private static String hash(String mail, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8(mail));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized long write(String key, byte @Nullable [] value) {
        var record = new RawRecord(TopicNames.CURSORS, 0, next, Instant.EPOCH, utf8(key), value, List.of());
        topics.put(record);
        newest.put(key, record);
        return next++;
    }

    private Stream<Map.Entry<String, RawRecord>> standing(String begin) {
        return newest.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith(begin) && each.getValue().value() != null);
    }

    List<String> singleMarks(String begin) {
        return standing(begin)
                .map(Map.Entry::getKey)
                .filter(key -> key.indexOf('#') == key.length() - 23)
                .toList();
    }

    /** Folder and hash of each mail, as the bytes of the buckets say; a mail that stands in two is told twice. */
    private List<String> hashesInBuckets() {
        var found = new ArrayList<String>();
        standing("erp/").filter(each -> each.getKey().matches("[^#]*#[01]*")).forEach(each -> {
            byte[] value = Objects.requireNonNull(each.getValue().value());
            String folder = each.getKey().substring(0, each.getKey().indexOf('#'));
            for (int at = 1; at < value.length; at += 12) {
                found.add(folder + " " + HexFormat.of().formatHex(value, at, at + 12));
            }
        });
        return found;
    }

    TreeSet<String> inBuckets() {
        List<String> all = hashesInBuckets();
        assertThat(all).doesNotHaveDuplicates();
        return new TreeSet<>(all);
    }

    TreeSet<String> remembered() {
        TreeSet<String> all = inBuckets();
        singleMarks("erp/").forEach(key -> {
            byte[] hash = Base64.getUrlDecoder().decode(key.substring(key.indexOf('#') + 1));
            all.add(key.substring(0, key.indexOf('#')) + " " + HexFormat.of().formatHex(hash, 0, 12));
        });
        return all;
    }

    byte[] value(String key) {
        return Objects.requireNonNull(Objects.requireNonNull(newest.get(key)).value());
    }

    long bytes(String begin) {
        return standing(begin)
                .mapToLong(each -> each.getKey().length() + value(each.getKey()).length)
                .sum();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes so many transactions; the worker is dead before the next, or before it hears of the last. */
    final class Kafka implements TransactionalWriter {
        final CountDownLatch killed = new CountDownLatch(1);
        final CountDownLatch marked = new CountDownLatch(1);
        private final boolean lastIsUnknown;
        private int left;

        Kafka(int transactions, boolean lastIsUnknown) {
            this.left = transactions;
            this.lastIsUnknown = lastIsUnknown;
        }

        @Override
        public Written commit(List<CommitRequest> batch) throws CannotCommit {
            if (left-- <= 0) {
                throw killed();
            }
            var offsets = new ArrayList<List<Long>>();
            for (CommitRequest request : batch) {
                var written = new ArrayList<Long>();
                for (Fact fact : request.facts()) {
                    ProducerRecord<byte[], byte[]> record = RecordWriter.write(request.of(), fact);
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    written.add(write(key, record.value()));
                    if (key.equals(MARKER)) {
                        marked.countDown();
                    }
                }
                offsets.add(written);
            }
            if (left == 0 && lastIsUnknown) {
                throw killed();
            }
            return new Written.Committed(offsets);
        }

        private CannotCommit killed() {
            killed.countDown();
            return new CannotCommit("killed", new IllegalStateException("killed"));
        }
    }
}
