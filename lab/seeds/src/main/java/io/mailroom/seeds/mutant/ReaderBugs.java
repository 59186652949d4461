package io.mailroom.seeds.mutant;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.broker.Through;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with what a worker takes in. */
final class ReaderBugs {
    private ReaderBugs() {}

    /** A takeover does not see some of what was committed. */
    static StateReader without(StateReader reader, Predicate<RawRecord> unseen) {
        return reading(
                reader, records -> records.stream().filter(unseen.negate()).toList());
    }

    /** A takeover stops short of the end of each partition. */
    static StateReader cutShort(StateReader reader, int newest) {
        return reading(reader, records -> records.subList(0, Math.max(0, records.size() - newest)));
    }

    /** Everything in a topic seems to be old. */
    static StateReader longAgo(StateReader reader, String topic) {
        return reading(
                reader,
                records -> records.stream()
                        .map(record -> record.topic().equals(topic) ? old(record) : record)
                        .toList());
    }

    private static RawRecord old(RawRecord record) {
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.EPOCH,
                record.key(),
                record.value(),
                record.headers());
    }

    private static StateReader reading(StateReader reader, UnaryOperator<List<RawRecord>> what) {
        return ReadBug.stretches(reader, (stretches, sink) -> {
            var records = new ArrayList<RawRecord>();
            Map<StateReader.Stretch, Long> ends = reader.read(stretches, records::add);
            what.apply(records).forEach(sink);
            return ends;
        });
    }

    /** Two records of one mailbox that follow each other change places. */
    static PartitionFlow swapped(PartitionFlow flow) {
        return new Through(flow) {
            private final Map<Place, RawRecord> held = new HashMap<>();

            @Override
            public void record(RawRecord record) {
                var place = new Place(record.topic(), record.partition());
                RawRecord before = held.remove(place);
                if (before == null && record.offset() % 2 == 0) {
                    held.put(place, record);
                } else if (before != null && Arrays.equals(before.key(), record.key())) {
                    super.record(at(before, record));
                    super.record(at(record, before));
                } else {
                    if (before != null) {
                        super.record(before);
                    }
                    super.record(record);
                }
            }

            @Override
            public boolean full() {
                held.values().forEach(super::record);
                held.clear();
                return super.full();
            }

            private RawRecord at(RawRecord place, RawRecord content) {
                return new RawRecord(
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        content.timestamp(),
                        content.key(),
                        content.value(),
                        content.headers());
            }
        };
    }

    /** Partitions go away without anybody being told. */
    static PartitionFlow notGivenAway(PartitionFlow flow) {
        return new Through(flow) {
            @Override
            public void revoked(Set<Place> places) {}
        };
    }

    static boolean finished(RawRecord record) {
        byte[] value = record.value();
        try {
            return record.topic().equals(TopicNames.JOURNAL)
                    && value != null
                    && JournalCodec.read(value) instanceof JournalEntry.Done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean of(RawRecord record, String topic, @Nullable String word) {
        return record.topic().equals(topic)
                && record.value() != null
                && (word == null || new String(record.value(), StandardCharsets.UTF_8).contains(word));
    }
}
