package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.JournalEntry.Done;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.testing.TestingTopics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final JournalKey KEY = JournalKey.ofHex("00000000000000010000000000000001");
    private static final JournalKey OTHER = JournalKey.ofHex("00000000000000020000000000000001");
    private static final Instant AT = Entries.AT;
    private static final Sending PERMISSION = Entries.PERMISSION;
    private static final Done DONE = new Done(Entries.PAYLOAD, Entries.RESULT);

    private final TestingTopics topics = new TestingTopics();
    private final Journal journal = new Journal(topics, 3, OffsetIndex.inMemory());

    @Nested
    class A_command_that_was_never_begun {
        @Test
        void has_no_entry() throws InterruptedException {
            assertThat(journal.find(KEY)).isEmpty();
            assertThat(journal.knows(KEY)).isFalse();
        }
    }

    @Nested
    class A_permission_to_send {
        @Test
        void is_read_back_from_its_place() throws InterruptedException {
            topics.put(record(5, JournalCodec.write(PERMISSION)));
            journal.committed(KEY, PERMISSION, 5);

            assertThat(journal.find(KEY)).contains(PERMISSION);
        }

        @Test
        void of_a_former_owner_is_read_back_from_its_place() throws InterruptedException {
            RawRecord record = record(5, JournalCodec.write(PERMISSION));
            topics.put(record);
            journal.load(record);

            assertThat(journal.find(KEY)).contains(PERMISSION);
        }

        @Test
        void that_is_not_where_it_was_written_stops_what_would_be_sent() {
            journal.committed(KEY, PERMISSION, 5);

            assertThatThrownBy(() -> journal.find(KEY)).isInstanceOf(CorruptEntry.class);
            assertThat(journal.knows(KEY)).isTrue();
        }
    }

    @Nested
    class A_finished_command {
        @Test
        void is_read_back_from_its_place() throws InterruptedException {
            topics.put(record(5, JournalCodec.write(DONE)));
            journal.committed(KEY, DONE, 5);

            assertThat(journal.find(KEY)).contains(DONE);
            assertThat(topics.reads()).isOne();
        }

        @Test
        void of_a_former_owner_is_read_back_from_its_place() throws InterruptedException {
            RawRecord record = record(5, JournalCodec.write(DONE));
            topics.put(record);
            journal.load(record);

            assertThat(journal.find(KEY)).contains(DONE);
        }

        @Test
        void is_known_without_reading() {
            journal.committed(KEY, DONE, 5);

            assertThat(journal.knows(KEY)).isTrue();
            assertThat(topics.reads()).isZero();
        }

        @Test
        void that_is_not_where_it_was_written_was_forgotten() throws InterruptedException {
            journal.committed(KEY, DONE, 5);

            assertThat(journal.find(KEY)).isEmpty();
            assertThat(journal.knows(KEY)).isFalse();
        }

        @Test
        void in_whose_place_a_deletion_stands_was_forgotten() throws InterruptedException {
            topics.put(record(5, null));
            journal.committed(KEY, DONE, 5);

            assertThat(journal.find(KEY)).isEmpty();
        }
    }

    @Nested
    class A_forgotten_command {
        @Test
        void is_as_one_that_was_never_begun() throws InterruptedException {
            journal.committed(KEY, PERMISSION, 5);

            journal.forget(KEY);

            assertThat(journal.find(KEY)).isEmpty();
            assertThat(journal.size()).isZero();
        }

        @Test
        void of_a_former_owner_is_forgotten_here_too() throws InterruptedException {
            journal.load(record(5, JournalCodec.write(PERMISSION)));

            journal.load(record(6, null));

            assertThat(journal.find(KEY)).isEmpty();
        }
    }

    @Nested
    class Those_that_finished_before_a_time {
        @Test
        void are_named_by_when_their_entries_were_written() throws TimeoutException {
            take(record(KEY, 5, AT.minusMillis(1), JournalCodec.write(DONE)));
            take(record(OTHER, 6, AT, JournalCodec.write(DONE)));

            assertThat(journal.expired(AT).keys()).containsExactly(KEY);
        }

        @Test
        void never_include_one_that_may_still_be_sent() throws TimeoutException {
            take(record(KEY, 5, AT.minusMillis(1), JournalCodec.write(PERMISSION)));

            assertThat(journal.expired(AT).keys()).isEmpty();
        }

        @Test
        void include_one_under_whose_key_something_newer_stands_only_where_that_is() throws TimeoutException {
            take(record(KEY, 5, AT.minusMillis(2), JournalCodec.write(PERMISSION)));
            take(record(KEY, 6, AT.minusMillis(1), JournalCodec.write(DONE)));

            assertThat(journal.expired(AT).keys()).containsExactly(KEY);
        }

        @Test
        void are_named_again_until_they_are_forgotten_and_then_never_more() throws TimeoutException {
            take(record(KEY, 5, AT.minusMillis(1), JournalCodec.write(DONE)));
            assertThat(journal.expired(AT).keys()).containsExactly(KEY);
            Journal.Expired expired = journal.expired(AT);
            assertThat(expired.keys()).containsExactly(KEY);

            journal.pruned(expired);

            assertThat(journal.expired(AT).keys()).isEmpty();
        }

        private void take(RawRecord record) {
            topics.put(record);
            journal.load(record);
        }
    }

    @Nested
    class An_entry_that_cannot_be_read {
        @Test
        void stops_what_would_be_sent() {
            RawRecord record = record(5, "{\"v\":2}".getBytes(StandardCharsets.UTF_8));
            topics.put(record);
            journal.load(record);

            assertThatThrownBy(() -> journal.find(KEY))
                    .isInstanceOf(CorruptEntry.class)
                    .hasMessageContaining(KEY.hex());
        }

        @Test
        void is_told_from_one_that_means_nothing_if_only_the_reading_failed() {
            topics.breakDown(new org.apache.kafka.common.errors.TimeoutException("planted"));
            journal.committed(KEY, DONE, 5);

            assertThatThrownBy(() -> journal.find(KEY)).isInstanceOf(StateUnreadable.class);
            assertThat(journal.knows(KEY)).isTrue();
        }
    }

    private static RawRecord record(long offset, byte @Nullable [] value) {
        return record(KEY, offset, AT, value);
    }

    private static RawRecord record(JournalKey key, long offset, Instant at, byte @Nullable [] value) {
        byte[] name = key.hex().getBytes(StandardCharsets.UTF_8);
        return new RawRecord(TopicNames.JOURNAL, 3, offset, at, name, value, List.of());
    }
}
