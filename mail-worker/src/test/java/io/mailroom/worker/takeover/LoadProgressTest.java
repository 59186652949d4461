package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LoadProgressTest {
    private final LoadProgress progress = new LoadProgress(() -> {});

    private static RawRecord record(String topic, long offset) {
        return new RawRecord(topic, 0, offset, Instant.EPOCH, null, null, List.of());
    }

    @Test
    void what_is_to_be_read_is_known_once_the_ends_are() {
        assertThat(progress.toRead()).isZero();

        progress.begins(Map.of(
                Stretch.from(TopicNames.JOURNAL, 0, 90), 100L,
                Stretch.whole(TopicNames.PARKED, 0), 7L,
                Stretch.from(TopicNames.CURSORS, 0, 50), 40L));

        assertThat(progress.toRead()).isEqualTo(17);
        assertThat(progress.read()).isZero();
    }

    @Test
    void where_nothing_stands_any_more_counts_as_read() {
        progress.begins(Map.of(Stretch.whole(TopicNames.JOURNAL, 0), 10L, Stretch.whole(TopicNames.PARKED, 0), 10L));

        progress.accept(record(TopicNames.JOURNAL, 0));
        progress.accept(record(TopicNames.PARKED, 3));
        progress.accept(record(TopicNames.JOURNAL, 5));

        assertThat(progress.read()).isEqualTo(7);
    }

    @Test
    void never_more_is_read_than_was_to_be() {
        progress.begins(Map.of(Stretch.whole(TopicNames.JOURNAL, 0), 2L));

        progress.accept(record(TopicNames.JOURNAL, 0));
        progress.accept(record(TopicNames.JOURNAL, 9));

        assertThat(progress.read()).isEqualTo(2);
    }

    @Test
    void who_is_asked_before_each_record_can_end_it() {
        var ended = new LoadProgress(() -> {
            throw new CancellationException("planted");
        });

        assertThatThrownBy(() -> ended.accept(record(TopicNames.JOURNAL, 0))).isInstanceOf(CancellationException.class);
        assertThat(ended.read()).isZero();
    }
}
