package io.mailroom.worker.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.sync.CursorCache;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.testing.NothingRuns;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingCommitters;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JournalPruningTest {
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final byte[] DONE = JournalCodec.write(new JournalEntry.Done(
            new PayloadHash("00"),
            CloudEventBuilder.v1()
                    .withId("result")
                    .withSource(URI.create("/mailroom"))
                    .withType("com.example.result.v1")
                    .withData(
                            "application/json",
                            JsonCloudEventData.wrap(MailJson.object().put("code", "SENT")))
                    .build()));

    private final TestingClock clock = new TestingClock();
    private final TestingTimers timers = new TestingTimers();
    private final TestingTopics topics = new TestingTopics();
    private final TestingWriter writer = new TestingWriter();
    private final Committers committers = TestingCommitters.of(writer, timers, Thread::startVirtualThread);
    private final OffsetIndex index = OffsetIndex.inMemory();
    private final Budget budget = new Budget(10, 1 << 20, 10);
    private final OwnedPartition partition = new OwnedPartition(
            new PartitionOffsets("mail.commands.erp", 0, Position.at(0)),
            new Journal(topics, 0, index),
            new Cursors(new ClientName("erp"), topics, 0, OffsetIndex.inMemory(), new CursorCache()),
            0,
            1,
            Instant.EPOCH,
            owned -> new MailboxQueues<>(
                    new MailboxQueues.Ground(Runnable::run, timers, _ -> {}),
                    new NothingRuns(),
                    budget,
                    owned,
                    new MailboxQueues.Bounds(8, Duration.ofSeconds(2))));
    private final JournalPruning pruning = new JournalPruning(committers, clock, WINDOW);

    @AfterEach
    void close() {
        committers.close();
    }

    private static JournalKey key(int command) {
        return JournalKey.ofHex("%032x".formatted(command + 1));
    }

    private void finished(int command, Instant at) {
        byte[] name = key(command).hex().getBytes(StandardCharsets.US_ASCII);
        topics.put(new RawRecord(TopicNames.JOURNAL, 0, command, at, name, DONE, List.of()));
    }

    private List<JournalKey> forgotten() {
        return writer.committed.stream()
                .flatMap(request -> request.facts().stream())
                .map(fact -> ((Fact.Forgotten) fact).key())
                .toList();
    }

    @Nested
    class Finished_commands_that_the_window_has_passed_over {
        @Test
        void are_forgotten_and_the_others_are_not() throws TimeoutException {
            finished(0, clock.instant().minus(WINDOW).minusMillis(1));
            finished(1, clock.instant().minus(WINDOW));
            partition.journal().catchUp();

            pruning.on(partition, () -> true);

            assertThat(forgotten()).containsExactly(key(0));
            assertThat(partition.journal().knows(key(0))).isFalse();
            assertThat(partition.journal().knows(key(1))).isTrue();
        }

        @Test
        void are_forgotten_some_hundreds_in_one_transaction() throws TimeoutException {
            IntStream.range(0, 1_100).forEach(command -> finished(command, Instant.EPOCH));
            partition.journal().catchUp();

            pruning.on(partition, () -> true);

            assertThat(writer.committed)
                    .extracting(CommitRequest::facts)
                    .extracting(List::size)
                    .containsExactly(500, 500, 100);
            assertThat(partition.journal().size()).isZero();
        }

        @Test
        void stay_known_while_that_cannot_be_committed() throws TimeoutException {
            finished(0, Instant.EPOCH);
            partition.journal().catchUp();
            partition.offsets().release();

            pruning.on(partition, () -> true);

            assertThat(partition.journal().knows(key(0))).isTrue();
        }

        @Test
        void stay_known_once_nobody_needs_it_any_more() throws TimeoutException {
            finished(0, Instant.EPOCH);
            partition.journal().catchUp();
            finished(1, clock.instant());

            pruning.on(partition, () -> false);

            assertThat(partition.journal().knows(key(0))).isTrue();
            assertThat(index.position()).isOne();
        }
    }

    @Test
    void what_was_written_since_is_not_read_by_the_next_takeover() throws TimeoutException {
        finished(0, clock.instant());

        pruning.on(partition, () -> true);

        assertThat(index.position()).isOne();
    }
}
