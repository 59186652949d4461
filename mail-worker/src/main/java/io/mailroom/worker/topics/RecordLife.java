package io.mailroom.worker.topics;

import io.mailroom.worker.topics.TopicFacts.Described;
import java.math.BigInteger;
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
        BigInteger longest = BigInteger.valueOf(retention.get())
                .add(BigInteger.valueOf(segment.get()))
                .add(BigInteger.valueOf(ahead.get()));
        return longest.compareTo(BigInteger.valueOf(window.toMillis())) <= 0
                ? Optional.empty()
                : Optional.of(tooLong(topic, retention.get(), segment.get(), ahead.get(), longest));
    }

    /** How far before its time a record may say that it was written. */
    private static Optional<Long> ahead(Described topic) {
        return "LogAppendTime".equals(topic.settings().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
                ? Optional.of(0L)
                : Requirement.number(topic, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
    }

    private String tooLong(Described topic, long retention, long segment, long ahead, BigInteger longest) {
        return ("%s keeps records for up to %s (retention.ms %s + segment.ms %s + message.timestamp.after.max.ms %s) and"
                        + " the journal knows them for %s: lower retention.ms, or raise mailroom.journal.window.")
                .formatted(
                        topic.name(),
                        time(longest),
                        time(BigInteger.valueOf(retention)),
                        time(BigInteger.valueOf(segment)),
                        time(BigInteger.valueOf(ahead)),
                        Sentence.time(window));
    }

    private static String time(BigInteger millis) {
        return Sentence.time(
                Duration.ofMillis(millis.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue()));
    }
}
