package io.mailroom.seeds.mutant;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.RawRecord;
import java.util.Optional;

/** What can be wrong with reading on from where an index is. */
final class StretchBugs {
    private StretchBugs() {}

    /** What is read between two takeovers is not looked at. */
    static StateReader passedOver(StateReader reader) {
        return ReadBug.stretches(
                reader, (stretches, sink) -> reader.read(stretches, stretches.size() == 1 ? _ -> {} : sink));
    }

    /** A journal of which something is known already is not read again. */
    static StateReader knownAlready(StateReader reader) {
        return ReadBug.stretches(reader, (stretches, sink) -> {
            boolean known = stretches.stream()
                    .anyMatch(stretch -> stretch.topic().equals(TopicNames.JOURNAL) && stretch.from() > 0);
            return reader.read(stretches, record -> {
                if (!known || !record.topic().equals(TopicNames.JOURNAL)) {
                    sink.accept(record);
                }
            });
        });
    }

    /** What is parked is read where another stands, if another stands right before it. */
    static StateReader neighbour(StateReader reader) {
        return ReadBug.single(reader, (topic, partition, offset) -> {
            Optional<RawRecord> before = topic.equals(TopicNames.PARKED) && offset > 0
                    ? reader.at(topic, partition, offset - 1).filter(record -> record.value() != null)
                    : Optional.empty();
            return before.isPresent() ? before : reader.at(topic, partition, offset);
        });
    }
}
