package io.mailroom.seeds.mutant;

import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What can be wrong with reads that fail. */
final class StateBugs {
    private StateBugs() {}

    /** A single read. */
    static StateReader failedIs(StateReader reader, BiFunction<String, Long, Optional<RawRecord>> instead) {
        return ReadBug.single(reader, (topic, partition, offset) -> {
            try {
                return reader.at(topic, partition, offset);
            } catch (RuntimeException e) {
                return instead.apply(topic, offset);
            }
        });
    }

    static Optional<RawRecord> corrupt(String topic, long offset) {
        byte[] nothing = "{".getBytes(StandardCharsets.UTF_8);
        return Optional.of(new RawRecord(topic, 0, offset, Instant.EPOCH, nothing, nothing, List.of()));
    }

    static StateReader waitedFor(StateReader reader) {
        return failedIs(reader, (_, _) -> new CompletableFuture<Optional<RawRecord>>().join());
    }

    /** What is parked does not say in which topic it stood. */
    static StateReader ofWhateverTopic(StateReader reader) {
        return new ReadBug(
                reader,
                (stretches, sink) -> reader.read(stretches, record -> sink.accept(withoutTopicId(record))),
                (topic, partition, offset) ->
                        reader.at(topic, partition, offset).map(StateBugs::withoutTopicId));
    }

    private static RawRecord withoutTopicId(RawRecord record) {
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers().stream().map(StateBugs::withoutTopicId).toList());
    }

    private static RawHeader withoutTopicId(RawHeader header) {
        byte[] value = header.value();
        return value == null || !header.name().equals("mailroom-parked")
                ? header
                : new RawHeader(
                        header.name(),
                        new String(value, StandardCharsets.UTF_8)
                                .replaceAll(",\"topicId\":\"[^\"]*\"", "")
                                .getBytes(StandardCharsets.UTF_8));
    }

    static StateReader takeoverOfNothing(StateReader reader) {
        return ReadBug.stretches(reader, (stretches, sink) -> {
            try {
                return reader.read(stretches, sink);
            } catch (TimeoutException | RuntimeException e) {
                // Goes on with nothing: that is the bug.
                return stretches.stream().collect(Collectors.toMap(stretch -> stretch, StateReader.Stretch::from));
            }
        });
    }
}
