package io.mailroom.worker.takeover;

import static java.util.Objects.requireNonNull;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.journal.Submission;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.park.Stored;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.sync.CursorCache;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.topics.Holds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Reads what former owners have committed about a partition, before its first record is handed out. */
public final class PartitionLoader {
    private static final Logger LOG = Logger.getLogger(PartitionLoader.class);

    /** Of workers that go by the brokers' time much more than they may be apart (operations, "Clocks"). */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final StateReader reader;
    private final StateIndexes indexes;
    private final Holds holds;
    private final SendPace pace;
    private final Clock clock;
    private final CursorCache cursorCache = new CursorCache();

    public PartitionLoader(StateReader reader, StateIndexes indexes, Holds holds, SendPace pace, Clock clock) {
        this.reader = reader;
        this.indexes = indexes;
        this.holds = holds;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * What was read of a partition.
     *
     * @param from where the journal was known to before
     * @param parked in an order that is the same every time
     */
    public record State(long from, Journal journal, Cursors cursors, Collection<Stored> parked) {}

    /** Takes in what is read. */
    private final class Loading {
        private final String mine;
        private final Journal journal;
        private final Cursors cursors;
        private final Instant countsSince = pace.countsSince(clock.instant());
        /** By key. Bound: the commands that wait in this partition. */
        private final TreeMap<String, Stored> parked = new TreeMap<>();

        private Loading(ClientName client, Journal journal, Cursors cursors) {
            this.mine = client.value() + "/";
            this.journal = journal;
            this.cursors = cursors;
        }

        private void take(RawRecord record) {
            switch (record.topic()) {
                case TopicNames.JOURNAL -> {
                    journal.load(record);
                    pace(record, countsSince);
                }
                case TopicNames.CURSORS -> cursors.load(record);
                default -> park(record);
            }
        }

        /** Clients share these partitions; what of another's cannot be read is that one's own matter. */
        private void park(RawRecord record) {
            byte[] name = requireNonNull(record.key(), "compacted records have keys");
            String key = new String(name, StandardCharsets.UTF_8);
            if (!key.startsWith(mine)) {
                return;
            }
            if (record.value() == null) {
                parked.remove(key);
            } else {
                Parked read = ParkedCodec.read(record).waitingAnew(record.timestamp(), clock.instant());
                parked.put(key, Stored.of(read, record.offset(), record.weight()));
            }
        }
    }

    private void pace(RawRecord record, Instant countsSince) {
        // Millions of records are older: the clock is asked only for those that are not.
        if (record.value() != null && record.timestamp().isAfter(countsSince)) {
            Instant now = clock.instant();
            switch (Submission.of(record.value())) {
                case Submission.None _ -> {}
                case Submission.Permitted(var mailbox, var at) -> pace.underWay(mailbox, at, now);
                // Its result was written down after its answer.
                case Submission.Ended(var mailbox, var at) ->
                    pace.answered(mailbox, at, record.timestamp().isAfter(now) ? now : record.timestamp());
            }
        }
    }

    /**
     * What of journal and cursors was taken in before is not read again, but for the newest of the journal, by which the
     * pace of mailboxes is known.
     *
     * @param watcher told of each record as well; whatever it throws ends the reading
     * @throws TimeoutException if the topics could not be read to their ends
     */
    State load(ClientName client, int partition, StateReader.Sink watcher) throws TimeoutException {
        OffsetIndex journaled = index(TopicNames.JOURNAL, partition);
        OffsetIndex marked = index(TopicNames.CURSORS, partition);
        var loading = new Loading(
                client,
                new Journal(reader, partition, journaled),
                new Cursors(client, reader, partition, marked, cursorCache));
        long knownOfJournal = journaled.position();
        long knownOfCursors = marked.position();
        Stretch journal = Stretch.from(TopicNames.JOURNAL, partition, Math.min(knownOfJournal, newest(partition)));
        Stretch cursors = Stretch.from(TopicNames.CURSORS, partition, knownOfCursors);
        Map<Stretch, Long> ends = reader.read(
                List.of(cursors, Stretch.whole(TopicNames.PARKED, partition), journal), new StateReader.Sink() {
                    @Override
                    public void begins(Map<Stretch, Long> ends) {
                        watcher.begins(ends);
                        journaled.expect(ends.getOrDefault(journal, 0L));
                        marked.expect(ends.getOrDefault(cursors, 0L));
                    }

                    @Override
                    public void accept(RawRecord record) {
                        watcher.accept(record);
                        loading.take(record);
                    }
                });
        takenIn(marked, cursors, knownOfCursors, ends.getOrDefault(cursors, 0L));
        takenIn(journaled, journal, knownOfJournal, ends.getOrDefault(journal, 0L));
        return new State(knownOfJournal, loading.journal, loading.cursors, loading.parked.values());
    }

    private OffsetIndex index(String topic, int partition) {
        return indexes.of(topic, partition, holds.topicId(topic).orElse(""));
    }

    private long newest(int partition) {
        return reader.since(
                TopicNames.JOURNAL, partition, pace.countsSince(clock.instant()).minus(CLOCKS_DIFFER));
    }

    /** @param known when the reading began: meanwhile others, who see a later end, may have taken in more */
    private void takenIn(OffsetIndex index, Stretch read, long known, long end) throws TimeoutException {
        if (end < known) {
            LOG.warnf(
                    "a topic has lost its end, all of it is read anew topic=%s partition=%d end=%d read=%d",
                    read.topic(), read.partition(), end, known);
            index.giveUp();
            cursorCache.clear();
            throw new TimeoutException(read.topic() + "-" + read.partition() + " has lost its end");
        }
        index.takenIn(end);
    }
}
