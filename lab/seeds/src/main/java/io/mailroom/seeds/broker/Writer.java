package io.mailroom.seeds.broker;

import io.mailroom.seeds.world.World;
import io.mailroom.worker.commit.CannotCommit;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.RecordWriter;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.commit.Written;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Transactions of one producer, with what goes wrong with them. */
public final class Writer implements TransactionalWriter {
    private final World world;
    private final Broker broker;
    private final Timers timers;
    private final String name;
    private final int epoch;
    private final Supplier<Optional<Consumer>> consumer;
    private final Faults faults;

    /** What is written as the position of a partition; a bug may say something else than the truth. */
    public interface Positions {
        Position of(Position position, List<CommitRequest> batch);
    }

    /** How a producer's transactions may fail, one in so many; and whether the broker looks at epochs at all. */
    public record Faults(int abortOneIn, int unknownOneIn, boolean fencing, Positions positions) {}

    public Writer(
            World world,
            Broker broker,
            Timers timers,
            String name,
            Supplier<Optional<Consumer>> consumer,
            Faults faults) {
        this.world = world;
        this.broker = broker;
        this.timers = timers;
        this.name = name;
        this.epoch = broker.newProducer(name);
        this.consumer = consumer;
        this.faults = faults;
    }

    @Override
    public Written commit(List<CommitRequest> batch) throws CannotCommit, InterruptedException {
        Optional<Consumer> polling = consumer.get();
        OptionalInt generation = polling.map(Consumer::generation).orElse(OptionalInt.empty());
        if (polling.isEmpty() || generation.isEmpty()) {
            return new Written.NotNow("not in the group");
        }
        Group.Member member = polling.get().member();
        Map<Place, Broker.Committed> positions = positions(batch);
        timers.sleep(world.between(Duration.ofMillis(1), Duration.ofMillis(20)));
        while (broker.away()) {
            timers.sleep(Duration.between(world.now(), broker.awayUntil()).plusMillis(1));
        }
        if (broker.tooFarAhead(timers.now())) {
            return new Written.NotNow("the records' time is too far ahead");
        }
        if (broker.fenced(name, epoch) && faults.fencing()) {
            throw cannot("fenced by a newer producer");
        }
        if ((!member.accepts(generation.getAsInt()) && faults.fencing()) || world.oneIn(faults.abortOneIn())) {
            return new Written.NotNow("aborted");
        }
        Optional<Written> refused = refused(batch);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (world.oneIn(faults.unknownOneIn())) {
            if (world.oneIn(2)) {
                write(batch, positions);
            }
            throw cannot("nobody knows how it ended");
        }
        List<List<Long>> written = write(batch, positions);
        timers.sleep(world.between(Duration.ofMillis(1), Duration.ofMillis(20)));
        return new Written.Committed(written);
    }

    /** Half of the time the client or the broker names the record that it does not take. */
    private Optional<Written> refused(List<CommitRequest> batch) throws InterruptedException {
        Topics topics = broker.settings();
        for (int i = 0; i < batch.size(); i++) {
            for (Fact fact : batch.get(i).facts()) {
                ProducerRecord<byte[], byte[]> record =
                        RecordWriter.write(batch.get(i).of(), fact);
                if (topics.missing(record.topic())) {
                    timers.sleep(world.between(Duration.ofSeconds(2), Duration.ofSeconds(20)));
                    return Optional.of(new Written.NotNow(record.topic() + " is not there"));
                }
                if (topics.closed(record.topic())) {
                    return Optional.of(new Written.Closed("not authorized for " + record.topic()));
                }
                if (topics.tooLarge(record)) {
                    world.log(name + " is refused " + Topics.bytes(record) + " bytes on " + record.topic());
                    return Optional.of(
                            world.oneIn(2)
                                    ? new Written.Never(
                                            OptionalInt.of(i),
                                            new Refusal(record.topic(), Topics.bytes(record), "TooLarge"))
                                    : new Written.Never(OptionalInt.empty(), new Refusal("", 0, "TooLarge")));
                }
            }
        }
        return Optional.empty();
    }

    private CannotCommit cannot(String why) {
        world.log(name + " cannot commit: " + why);
        consumer.get().ifPresent(polling -> {
            Timers.Pending _ = timers.at(timers.now().plusMillis(10), polling::wake);
        });
        return new CannotCommit(why, new IllegalStateException(why));
    }

    private Map<Place, Broker.Committed> positions(List<CommitRequest> batch) {
        var positions = new LinkedHashMap<Place, Broker.Committed>();
        CommitRequest.positions(batch).forEach((partition, position) -> {
            Position said = faults.positions().of(position, batch);
            positions.put(
                    new Place(partition.topic(), partition.partition()),
                    new Broker.Committed(said.offset(), said.metadata()));
        });
        return positions;
    }

    private List<List<Long>> write(List<CommitRequest> batch, Map<Place, Broker.Committed> positions) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (CommitRequest request : batch) {
            for (Fact fact : request.facts()) {
                records.add(RecordWriter.write(request.of(), fact));
            }
        }
        world.log(name + " commits " + describe(batch));
        List<Long> offsets = broker.commit(records, positions, timers.now());
        var written = new ArrayList<List<Long>>();
        int at = 0;
        for (CommitRequest request : batch) {
            int facts = request.facts().size();
            written.add(List.copyOf(offsets.subList(at, at + facts)));
            at += facts;
        }
        return written;
    }

    private static String describe(List<CommitRequest> batch) {
        var words = new ArrayList<String>();
        for (CommitRequest request : batch) {
            for (Fact fact : request.facts()) {
                words.add(FactWords.of(fact));
            }
            request.finished().forEach(offset -> words.add(request.of() + "@" + offset + " ended"));
        }
        return String.join(", ", words);
    }
}
