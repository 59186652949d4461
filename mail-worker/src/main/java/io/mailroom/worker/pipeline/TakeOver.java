package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.OffsetIndex;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Reads what former owners have committed about a partition, before its first record is handed out. */
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

    /** What was read of a partition. */
    final class State {
        private final String mine;
        private final Journal journal;
        private final Cursors cursors = new Cursors();
        /** By key; in an order that is the same every time. */
        private final TreeMap<String, Stored> parked = new TreeMap<>();

        private State(ClientName client, Journal journal) {
            this.mine = client.value() + "/";
            this.journal = journal;
        }

        Journal journal() {
            return journal;
        }

        Cursors cursors() {
            return cursors;
        }

        Collection<Stored> parked() {
            return parked.values();
        }

        private void take(RawRecord record) {
            String key = new String(
                    java.util.Objects.requireNonNull(record.key(), "compacted records have keys"),
                    StandardCharsets.UTF_8);
            switch (record.topic()) {
                case TopicNames.JOURNAL -> {
                    journal.load(record);
                    pace(record);
                }
                case TopicNames.CURSORS -> ofMine(key, () -> cursors.load(key, record.value()));
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
            if (record.value() == null) {
                parked.remove(key);
            } else {
                parked.put(key, new Stored(ParkedCodec.read(record), record.offset(), record.weight()));
            }
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

    /**
     * What of the journal was taken in before is not read again, but for the newest, by which the pace of mailboxes is
     * known.
     *
     * @param watcher told of each record as well; whatever it throws ends the reading
     * @throws TimeoutException if the topics could not be read to their ends
     */
    State load(ClientName client, int partition, StateReader.Sink watcher) throws TimeoutException {
        OffsetIndex index =
                indexes.of(partition, holds.topicId(TopicNames.JOURNAL).orElse(""));
        var state = new State(client, new Journal(reader, partition, index));
        long known = index.position();
        Stretch journal = Stretch.from(TopicNames.JOURNAL, partition, Math.min(known, newest(partition)));
        Map<Stretch, Long> ends = reader.read(
                List.of(
                        Stretch.whole(TopicNames.CURSORS, partition),
                        Stretch.whole(TopicNames.PARKED, partition),
                        journal),
                new StateReader.Sink() {
                    @Override
                    public void begins(long offsets) {
                        watcher.begins(offsets);
                    }

                    @Override
                    public void accept(RawRecord record) {
                        watcher.accept(record);
                        state.take(record);
                    }
                });
        takenIn(index, partition, known, ends.getOrDefault(journal, 0L));
        return state;
    }

    private long newest(int partition) {
        return reader.since(
                TopicNames.JOURNAL, partition, pace.countsSince(clock.instant()).minus(CLOCKS_DIFFER));
    }

    /** @param known when the reading began: meanwhile others, who see a later end, may have taken in more */
    private static void takenIn(OffsetIndex index, int partition, long known, long end) throws TimeoutException {
        if (end < known) {
            LOG.warnf(
                    "the journal has lost its end, all of it is read anew partition=%d end=%d read=%d",
                    partition, end, known);
            index.giveUp();
            throw new TimeoutException("the journal's partition " + partition + " has lost its end");
        }
        index.takenIn(end);
    }
}
