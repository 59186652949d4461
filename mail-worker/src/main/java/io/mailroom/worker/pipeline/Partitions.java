package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.CompactedReader;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.sync.Cursors;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this worker owns. A partition is taken over with all that was journaled about it, and given away
 * only after the last transaction that could touch it has ended.
 */
final class Partitions implements PartitionFlow {
    private static final Duration BARRIER = Duration.ofSeconds(30);

    private final CompactedReader reader;
    private final Committer committer;
    private final MailPipeline pipeline;
    private final Budget budget;
    private final int mostBegunAtOnce;
    private final Duration drain;
    private final ConcurrentMap<Place, OwnedPartition> owned = new ConcurrentHashMap<>();

    /**
     * @param mostBegunAtOnce how many records of a partition a former owner may have had under way
     * @param drain how long the step that a lane is in may take to end before its partition is given away
     */
    Partitions(
            CompactedReader reader,
            Committer committer,
            MailPipeline pipeline,
            Budget budget,
            int mostBegunAtOnce,
            Duration drain) {
        this.reader = reader;
        this.committer = committer;
        this.pipeline = pipeline;
        this.budget = budget;
        this.mostBegunAtOnce = mostBegunAtOnce;
        this.drain = drain;
    }

    @Override
    public void assigned(Map<Place, Long> positions) {
        long began = System.nanoTime();
        var journals = new HashMap<Integer, Journal>();
        var cursors = new HashMap<Integer, Cursors>();
        Set<Integer> partitions =
                positions.keySet().stream().map(Place::partition).collect(Collectors.toSet());
        partitions.forEach(partition -> {
            journals.put(partition, new Journal());
            cursors.put(partition, new Cursors());
        });
        load(partitions, journals, cursors);
        positions.forEach((place, position) -> owned.put(place, owned(place, position, journals, cursors)));
        Log.infof(
                "partitions taken over count=%d journaled=%d millis=%d",
                positions.size(),
                journals.values().stream().mapToInt(Journal::size).sum(),
                (System.nanoTime() - began) / 1_000_000);
    }

    private void load(Set<Integer> partitions, Map<Integer, Journal> journals, Map<Integer, Cursors> cursors) {
        try {
            reader.read(List.of(TopicNames.JOURNAL, TopicNames.CURSORS), partitions, (topic, partition, key, value) -> {
                if (topic.equals(TopicNames.CURSORS)) {
                    cursors.getOrDefault(partition, new Cursors()).load(key, value);
                } else {
                    journaled(journals.getOrDefault(partition, new Journal()), new JournalKey(key), value);
                }
            });
        } catch (TimeoutException e) {
            throw new IllegalStateException("the journal could not be loaded: " + e.getMessage(), e);
        }
    }

    private static void journaled(Journal journal, JournalKey key, byte @Nullable [] value) {
        if (value == null) {
            journal.forget(key);
        } else {
            journal.load(key, value);
        }
    }

    private OwnedPartition owned(
            Place place, long position, Map<Integer, Journal> journals, Map<Integer, Cursors> cursors) {
        ClientName client = TopicNames.clientOfCommands(place.topic())
                .orElseThrow(() -> new IllegalStateException(place.topic() + " carries no commands"));
        return new OwnedPartition(
                client,
                new PartitionOffsets(place.topic(), place.partition(), position),
                journals.getOrDefault(place.partition(), new Journal()),
                cursors.getOrDefault(place.partition(), new Cursors()),
                position + mostBegunAtOnce);
    }

    @Override
    public void revoked(Set<Place> places) {
        try {
            drain(places);
            release(places);
            if (!committer.barrier(BARRIER)) {
                throw new IllegalStateException("a transaction did not end within " + BARRIER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while giving partitions away", e);
        }
        Log.infof("partitions given away count=%d", places.size());
    }

    /** What ends within the bound leaves nothing in doubt behind. */
    private void drain(Set<Place> places) throws InterruptedException {
        var leaving = places.stream()
                .map(owned::get)
                .filter(Objects::nonNull)
                .map(OwnedPartition::offsets)
                .toList();
        leaving.forEach(PartitionOffsets::beginNothingMore);
        long end = System.nanoTime() + drain.toNanos();
        for (PartitionOffsets offsets : leaving) {
            offsets.awaitNothingBegun(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    @Override
    public void lost(Set<Place> places) {
        release(places);
        Log.warnf("partitions lost count=%d", places.size());
    }

    private void release(Set<Place> places) {
        places.forEach(place -> {
            OwnedPartition partition = owned.remove(place);
            if (partition != null) {
                partition.offsets().release();
            }
        });
    }

    /** Everything is given up, as when the session ends. */
    void releaseAll() {
        release(Set.copyOf(owned.keySet()));
    }

    int count() {
        return owned.size();
    }

    @Override
    public void record(RawRecord record) {
        OwnedPartition partition = owned.get(new Place(record.topic(), record.partition()));
        if (partition == null) {
            throw new IllegalStateException("a record of a partition that is not owned");
        }
        pipeline.take(partition, record);
    }

    @Override
    public boolean full() {
        return budget.full();
    }
}
