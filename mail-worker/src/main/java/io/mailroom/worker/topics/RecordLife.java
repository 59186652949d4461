package io.mailroom.worker.topics;

import io.mailroom.worker.topics.TopicFacts.Described;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A command must be gone before the journal forgets it: after lost or reset offsets it would be read, not be known and be
 * carried out again.
 *
 * <p>A segment goes {@code retention.ms} after its newest record, and takes records for {@code segment.ms}; a producer's
 * timestamp may be ahead by {@code message.timestamp.after.max.ms}. So long a record can stand at most.
 */
record RecordLife(Duration window) implements Requirement {
    /** What no setting of Kafka goes beyond. */
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    @Override
    public Optional<String> broken(Described topic) {
        Optional<Long> retention = Requirement.number(topic, TopicConfig.RETENTION_MS_CONFIG);
        Optional<Long> segment = Requirement.number(topic, TopicConfig.SEGMENT_MS_CONFIG);
        Optional<Long> ahead = ahead(topic);
        if (retention.isEmpty() || segment.isEmpty() || ahead.isEmpty()) {
            return Optional.of("How long %s keeps records is not known.".formatted(topic.name()));
        }
        if (retention.get() < 0) {
            return Optional.of(("%s keeps records for ever (retention.ms is %d) and the journal knows them for %s: set"
                            + " retention.ms.")
                    .formatted(topic.name(), retention.get(), Sentence.time(window)));
        }
        Duration most =
                Duration.ofMillis(retention.get()).plusMillis(segment.get()).plusMillis(ahead.get());
        return most.compareTo(window) <= 0
                ? Optional.empty()
                : Optional.of(tooLong(topic, retention.get(), segment.get(), ahead.get(), most));
    }

    /** How far before its time a record may say that it was written. */
    private static Optional<Long> ahead(Described topic) {
        return "LogAppendTime".equals(topic.settings().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
                ? Optional.of(0L)
                : Requirement.number(topic, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
    }

    private String tooLong(Described topic, long retention, long segment, long ahead, Duration most) {
        Duration told = most.compareTo(FOR_EVER) < 0 ? most : FOR_EVER;
        return ("%s keeps records for up to %s (retention.ms %s + segment.ms %s + message.timestamp.after.max.ms %s) and"
                        + " the journal knows them for %s: lower retention.ms, or raise mailroom.journal.window.")
                .formatted(
                        topic.name(),
                        Sentence.time(told),
                        Sentence.time(Duration.ofMillis(retention)),
                        Sentence.time(Duration.ofMillis(segment)),
                        Sentence.time(Duration.ofMillis(ahead)),
                        Sentence.time(window));
    }
}
