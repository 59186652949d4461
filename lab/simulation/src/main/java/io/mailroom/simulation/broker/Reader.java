package io.mailroom.simulation.broker;

import io.mailroom.simulation.world.World;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Reads the compacted topics. */
public final class Reader implements StateReader {
    private final World world;
    private final Broker broker;
    private final Timers timers;

    public Reader(World world, Broker broker, Timers timers) {
        this.world = world;
        this.broker = broker;
        this.timers = timers;
    }

    @Override
    public void read(
            Collection<String> topics, Collection<Integer> partitions, java.util.function.Consumer<RawRecord> sink)
            throws TimeoutException {
        try {
            pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
        for (String topic : topics) {
            partitions.stream()
                    .sorted()
                    .forEach(partition -> broker.log(topic, partition).all().forEach(sink));
        }
    }

    @Override
    public Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException {
        pause();
        Log log = broker.log(topic, partition);
        return log.at(offset).filter(record -> !log.superseded(record));
    }

    private void pause() throws InterruptedException {
        timers.sleep(world.between(Duration.ofMillis(1), Duration.ofMillis(10)));
        while (broker.away()) {
            timers.sleep(Duration.between(world.now(), broker.awayUntil()).plusMillis(1));
        }
    }
}
