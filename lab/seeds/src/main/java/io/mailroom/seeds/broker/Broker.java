package io.mailroom.seeds.broker;

import io.mailroom.seeds.world.World;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import io.mailroom.worker.time.BrokersTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The broker: logs, committed offsets, producers' epochs. Each call is one instant. */
public final class Broker {
    public static final int PARTITIONS = 3;

    private final World world;
    private final Map<String, List<Log>> topics = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Place, Committed> offsets = new HashMap<>();
    private final Map<String, Integer> producers = new HashMap<>();
    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private final Topics settings = new Topics();
    private int failOneIn;
    private Duration ahead = Duration.ZERO;
    private boolean tellsTime = true;
    private Duration pauses = Duration.ZERO;
    private Instant awayUntil = Instant.EPOCH;

    /** As Kafka keeps it. */
    public record Committed(long offset, String metadata) {}

    public Broker(World world) {
        this.world = world;
    }

    public Topics settings() {
        return settings;
    }

    public Log log(String topic, int partition) {
        return topics.computeIfAbsent(
                        topic,
                        _ -> IntStream.range(0, PARTITIONS)
                                .mapToObj(_ -> new Log())
                                .toList())
                .get(partition);
    }

    /** Deletes it and makes another of its name. What the group has committed about it goes with it. */
    public void makeAnew(String topic) {
        topics.remove(topic);
        offsets.keySet().removeIf(place -> place.topic().equals(topic));
        ids.merge(topic, 1, Integer::sum);
    }

    String topicId(String topic) {
        return topic.substring(topic.lastIndexOf('.') + 1) + "-" + ids.getOrDefault(topic, 0);
    }

    public List<Log> logs(String topic) {
        log(topic, 0);
        return List.copyOf(topics.get(topic));
    }

    /** A record of its own, as an ERP backend publishes it. */
    public long publish(ProducerRecord<byte[], byte[]> record, int partition) {
        long offset = append(record, partition, world.now());
        listeners.forEach(Runnable::run);
        return offset;
    }

    private long append(ProducerRecord<byte[], byte[]> record, int partition, Instant timestamp) {
        var headers = new ArrayList<RawHeader>();
        record.headers().forEach(header -> headers.add(new RawHeader(header.key(), header.value())));
        return log(record.topic(), partition)
                .append(
                        new RawRecord(record.topic(), partition, 0, timestamp, record.key(), record.value(), headers),
                        world.now());
    }

    /**
     * A transaction, at the instant at which it is committed.
     *
     * @param timestamp of its records, by the writer's clock
     * @return the offsets of the records
     */
    List<Long> commit(
            List<ProducerRecord<byte[], byte[]>> records, Map<Place, Committed> positions, Instant timestamp) {
        var written = new ArrayList<Long>();
        var touched = new LinkedHashSet<Log>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            int partition = record.partition() == null ? 0 : record.partition();
            written.add(append(record, partition, timestamp));
            touched.add(log(record.topic(), partition));
        }
        touched.forEach(Log::endOfTransaction);
        offsets.putAll(positions);
        listeners.forEach(Runnable::run);
        return written;
    }

    Committed committed(Place place) {
        return offsets.getOrDefault(place, new Committed(0, ""));
    }

    public long position(Place place) {
        return committed(place).offset();
    }

    /** The newest producer of a name fences the older ones. */
    int newProducer(String name) {
        return producers.merge(name, 1, Integer::sum);
    }

    boolean fenced(String name, int epoch) {
        return producers.getOrDefault(name, 0) != epoch;
    }

    /** One question in so many fails. */
    public void failOneIn(int questions) {
        failOneIn = questions;
    }

    /** Whether a question about what stands there gets no answer this time. */
    boolean failsToSay() {
        return failOneIn > 0 && world.oneIn(failOneIn);
    }

    /** Whoever reads on in a compacted topic waits so long at most for the next few records. */
    public void readSlowly(Duration pauses) {
        this.pauses = pauses;
    }

    Duration pauses() {
        return pauses;
    }

    public void goAway(Duration howLong) {
        awayUntil = world.now().plus(howLong);
    }

    Instant awayUntil() {
        return awayUntil;
    }

    boolean away() {
        return world.now().isBefore(awayUntil);
    }

    /** From now on its clock is so far ahead of the world's. */
    public void setClock(Duration by) {
        ahead = by;
    }

    /** It does not tell its time any more. */
    public void withholdTime() {
        tellsTime = false;
    }

    /** As message.timestamp.after.max.ms is by default. */
    boolean tooFarAhead(Instant timestamp) {
        return timestamp.isAfter(world.now().plus(ahead).plus(Duration.ofHours(1)));
    }

    BrokersTime time() {
        return tellsTime ? new BrokersTime.Told(world.now().plus(ahead)) : new BrokersTime.Withheld();
    }

    void onRecords(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
