package io.mailroom.seeds.broker;

import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** Reads the compacted topics. */
public final class Reader implements StateReader {
    private static final Duration READ = Duration.ofMinutes(2);
    private static final Duration AT = Duration.ofSeconds(10);

    /** What a broker gives at once. */
    private static final int AT_ONCE = 4;

    private final World world;
    private final Broker broker;
    private final SimulatedProcess process;
    private final Timers timers;

    public Reader(World world, Broker broker, SimulatedProcess process) {
        this.world = world;
        this.broker = broker;
        this.process = process;
        this.timers = process.timers();
    }

    @Override
    public Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) throws TimeoutException {
        reach();
        var ends = new LinkedHashMap<Stretch, Long>();
        var records = new ArrayList<RawRecord>();
        for (Stretch stretch : stretches) {
            Log log = broker.log(stretch.topic(), stretch.partition());
            ends.put(stretch, Math.min(log.end(), stretch.to()));
            log.all().stream().filter(stretch::contains).forEach(records::add);
        }
        sink.begins(ends);
        for (int i = 0; i < records.size(); i++) {
            if (i > 0 && i % AT_ONCE == 0 && !broker.pauses().isZero()) {
                goOn();
            }
            sink.accept(records.get(i));
        }
        return ends;
    }

    private void goOn() throws TimeoutException {
        process.readsOn();
        try {
            timers.sleep(world.between(Duration.ZERO, broker.pauses()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (broker.away()) {
            reach();
        }
    }

    private void reach() throws TimeoutException {
        try {
            pause(READ);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (broker.away()) {
            throw new TimeoutException("not read to the end");
        }
        if (broker.failsToSay()) {
            throw new KafkaException("no leader");
        }
    }

    private static TimeoutException interrupted() {
        Thread.currentThread().interrupt();
        return new TimeoutException("interrupted");
    }

    @Override
    public long since(String topic, int partition, Instant time) {
        Log log = broker.log(topic, partition);
        return log.all().stream()
                .filter(record -> !record.timestamp().isBefore(time))
                .mapToLong(RawRecord::offset)
                .findFirst()
                .orElse(log.end());
    }

    @Override
    public Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException {
        pause(AT);
        if (broker.away() || broker.failsToSay()) {
            world.log(topic + "-" + partition + "@" + offset + " cannot be read");
            throw new KafkaException("not read in time");
        }
        Log log = broker.log(topic, partition);
        return log.at(offset).filter(record -> !log.superseded(record));
    }

    /** Until the broker is there, but no longer than that. */
    private void pause(Duration most) throws InterruptedException {
        timers.sleep(world.between(Duration.ofMillis(1), Duration.ofMillis(10)));
        if (broker.away()) {
            Duration away = Duration.between(world.now(), broker.awayUntil()).plusMillis(1);
            timers.sleep(away.compareTo(most) < 0 ? away : most);
        }
    }
}
