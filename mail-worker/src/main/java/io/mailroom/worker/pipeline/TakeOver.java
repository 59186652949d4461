package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.intake.PartitionFlow.Place;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalIndexes;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.journal.Submission;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.topics.Holds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads what former owners have committed about partitions, before their first record is handed out. */
final class TakeOver {
    private static final Logger LOG = Logger.getLogger(TakeOver.class);

    /** How far the clocks of two workers may be apart (operations, "Clocks"). */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final StateReader reader;
    private final JournalIndexes indexes;
    private final Holds holds;
    private final SendPace pace;
    private final Clock clock;

    TakeOver(StateReader reader, JournalIndexes indexes, Holds holds, SendPace pace, Clock clock) {
        this.reader = reader;
        this.indexes = indexes;
        this.holds = holds;
        this.pace = pace;
        this.clock = clock;
    }

    /** A parked command, where it stands and the bytes that it takes when it is read. */
    record Stored(Parked parked, long storedAt, long weight) {
        Stored at(long place) {
            return new Stored(parked.at(place), storedAt, weight);
        }
    }

    /** What was read. */
    final class State {
        private final Map<Integer, Journal> journals = new HashMap<>();
        private final Map<Integer, Cursors> cursors = new HashMap<>();
        /** By key; in an order that is the same every time. */
        private final Map<Integer, TreeMap<String, Stored>> parked = new HashMap<>();

        private final String mine;

        State(ClientName client) {
            this.mine = client.value() + "/";
        }

        Journal journal(int partition) {
            return journals.computeIfAbsent(partition, at -> new Journal(reader, at, index(at)));
        }

        Cursors cursors(int partition) {
            return cursors.computeIfAbsent(partition, _ -> new Cursors());
        }

        Collection<Stored> parked(int partition) {
            return parked.getOrDefault(partition, new TreeMap<>()).values();
        }

        long journaled() {
            return journals.values().stream().mapToLong(Journal::size).sum();
        }

        int parked() {
            return parked.values().stream().mapToInt(Map::size).sum();
        }

        private void take(RawRecord record) {
            String key = new String(
                    java.util.Objects.requireNonNull(record.key(), "compacted records have keys"),
                    StandardCharsets.UTF_8);
            switch (record.topic()) {
                case TopicNames.JOURNAL -> {
                    journal(record.partition()).load(record);
                    pace(record);
                }
                case TopicNames.CURSORS ->
                    ofMine(key, () -> cursors(record.partition()).load(key, record.value()));
                default -> ofMine(key, () -> park(key, record));
            }
        }

        /** Topics of several clients share these partitions; what of another's cannot be read is that one's own matter. */
        private void ofMine(String key, Runnable taking) {
            if (key.startsWith(mine)) {
                taking.run();
            }
        }

        private void park(String key, RawRecord record) {
            TreeMap<String, Stored> here = parked.computeIfAbsent(record.partition(), _ -> new TreeMap<>());
            if (record.value() == null) {
                here.remove(key);
            } else {
                here.put(key, new Stored(ParkedCodec.read(record), record.offset(), record.weight()));
            }
        }

        private void pace(RawRecord record) {
            if (record.value() != null && record.timestamp().isAfter(pace.countsSince(clock.instant()))) {
                switch (Submission.of(record.value())) {
                    case Submission.None _ -> {}
                    case Submission.Permitted(var mailbox, var at) -> pace.underWay(mailbox, at);
                    // Its result was written down after its answer.
                    case Submission.Ended(var mailbox, var at) -> pace.answered(mailbox, at, record.timestamp());
                }
            }
        }
    }

    /** @throws TimeoutException if the topics could not be read to their ends */
    State load(ClientName client, Set<Place> places) throws TimeoutException {
        Set<Integer> partitions = places.stream().map(Place::partition).collect(Collectors.toSet());
        var state = new State(client);
        reader.read(
                partitions.stream()
                        .flatMap(partition -> Stream.of(TopicNames.CURSORS, TopicNames.PARKED)
                                .map(topic -> Stretch.whole(topic, partition)))
                        .toList(),
                state::take);
        journal(partitions, state);
        return state;
    }

    /** What was taken in before is not read again, but for the newest, by which the pace of mailboxes is known. */
    private void journal(Set<Integer> partitions, State state) throws TimeoutException {
        Instant recent = pace.countsSince(clock.instant()).minus(CLOCKS_DIFFER);
        List<Stretch> stretches = partitions.stream()
                .map(partition -> Stretch.from(
                        TopicNames.JOURNAL,
                        partition,
                        Math.min(index(partition).position(), reader.since(TopicNames.JOURNAL, partition, recent))))
                .toList();
        Map<Stretch, Long> ends = reader.read(stretches, state::take);
        for (Stretch stretch : stretches) {
            long end = ends.getOrDefault(stretch, 0L);
            OffsetIndex index = index(stretch.partition());
            if (end < index.position()) {
                LOG.warnf(
                        "the journal has lost its end, all of it is read anew partition=%d end=%d read=%d",
                        stretch.partition(), end, index.position());
                index.clear();
                throw new TimeoutException("the journal's partition " + stretch.partition() + " has lost its end");
            }
            index.takenIn(end);
        }
    }

    private OffsetIndex index(int partition) {
        return indexes.of(partition, holds.topicId(TopicNames.JOURNAL).orElse(""));
    }
}
