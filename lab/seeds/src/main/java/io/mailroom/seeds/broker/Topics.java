package io.mailroom.seeds.broker;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the topics are: how large their records may be, how many partitions they have, what is wrong with them. */
public final class Topics {
    /** What of a client's topics is wrong for a while. */
    public enum Fault {
        /** Its results topic is not there: whoever writes there waits. */
        MISSING,
        /** Nobody may write to its results, and whoever looks at the topics sees it. */
        CLOSED,
        /** Nobody may write to its results, but that is not seen until somebody tries. */
        CLOSED_UNSEEN,
        /** Its results take nothing that is as large as a result. */
        SMALL,
        /** Its commands have one partition less than the journal. */
        FEW_PARTITIONS
    }

    private static final long TINY = 100;

    private final Map<String, Long> largest = new HashMap<>();
    private final Map<ClientName, Fault> faults = new HashMap<>();

    /** Larger records are refused from now on; what stands there stays. */
    public void takeAtMost(String topic, long bytes) {
        largest.put(topic, bytes);
    }

    public long largest(String topic) {
        return largest.getOrDefault(topic, Long.MAX_VALUE);
    }

    public void breakThose(ClientName of, Fault how) {
        faults.put(of, how);
    }

    public void repair(ClientName of) {
        faults.remove(of);
    }

    public int partitions(String topic) {
        return has(topic, Fault.FEW_PARTITIONS, TopicNames::commands) ? Broker.PARTITIONS - 1 : Broker.PARTITIONS;
    }

    /** What an operator who looks at the topics of that client finds wrong. */
    public Optional<String> wrong(ClientName client) {
        return Optional.ofNullable(faults.get(client))
                .filter(fault -> fault != Fault.CLOSED_UNSEEN)
                .map(Fault::name);
    }

    boolean missing(String topic) {
        return has(topic, Fault.MISSING, TopicNames::results);
    }

    boolean closed(String topic) {
        return has(topic, Fault.CLOSED, TopicNames::results) || has(topic, Fault.CLOSED_UNSEEN, TopicNames::results);
    }

    boolean tooLarge(ProducerRecord<byte[], byte[]> record) {
        long most = has(record.topic(), Fault.SMALL, TopicNames::results) ? TINY : largest(record.topic());
        return bytes(record) > most;
    }

    private boolean has(String topic, Fault fault, Function<ClientName, String> which) {
        return faults.entrySet().stream()
                .anyMatch(entry ->
                        entry.getValue() == fault && which.apply(entry.getKey()).equals(topic));
    }

    static long bytes(ProducerRecord<byte[], byte[]> record) {
        long headers = Stream.of(record.headers().toArray())
                .mapToLong(header -> header.key().length() + (header.value() == null ? 0L : header.value().length))
                .sum();
        return headers
                + (record.key() == null ? 0 : record.key().length)
                + (record.value() == null ? 0L : record.value().length);
    }
}
