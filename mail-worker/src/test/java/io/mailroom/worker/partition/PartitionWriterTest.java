package io.mailroom.worker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.mailroom.model.id.ClientName;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.commit.Written;
import io.mailroom.worker.index.Found;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.sync.CursorCache;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.testing.NothingRuns;
import io.mailroom.worker.testing.TestingCommitters;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionWriterTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final Fact MAIL = new Fact.Received(
            ERP,
            CloudEventBuilder.v1()
                    .withId("mail")
                    .withSource(URI.create("/mailroom"))
                    .withType("io.mailroom.mail.received.v1")
                    .build());
    private static final List<Fact.Cursor> CHANGES = List.of(
            new Fact.Cursor("erp/c1/inbox#", new byte[] {1}),
            new Fact.Cursor("erp/c1/old", null),
            new Fact.Cursor("erp/c1/inbox", new byte[] {2}));

    private final TestingWriter writer = new TestingWriter();
    private final TestingTimers timers = new TestingTimers();
    private final TestingTopics topics = new TestingTopics();
    private final OffsetIndex index = OffsetIndex.inMemory();
    private final Committers committers =
            TestingCommitters.of(writer, timers, task -> Thread.ofVirtual().start(task));
    private final Budget budget = new Budget(10, 1 << 20, 10);
    private final OwnedPartition partition = new OwnedPartition(
            new PartitionOffsets("mail.commands.erp", 0, Position.at(0)),
            new Journal(topics, 0, OffsetIndex.inMemory()),
            new Cursors(ERP, topics, 0, index, new CursorCache()),
            0,
            1,
            Instant.EPOCH,
            owned -> new MailboxQueues<>(
                    new MailboxQueues.Ground(Runnable::run, timers, _ -> {}),
                    new NothingRuns(),
                    budget,
                    owned,
                    new MailboxQueues.Bounds(8, Duration.ofSeconds(2))));
    private final PartitionWriter cursors = new PartitionWriter(committers, new TestingHolds());

    PartitionWriterTest() {
        index.put(name("erp/c1/old"), 3, false);
    }

    @AfterEach
    void close() {
        committers.close();
    }

    @Test
    void knows_each_change_where_it_stands_beside_the_mails_that_are_announced_with_it() {
        writer.planted.add(_ -> new Written.Committed(List.of(List.of(100L, 101L, 7L, 8L, 9L))));

        assertThat(cursors.writeCursors(partition, List.of(MAIL, MAIL), CHANGES))
                .isTrue();

        assertThat(find("erp/c1/inbox#")).contains(new Found(7, false));
        assertThat(find("erp/c1/old")).isEmpty();
        assertThat(find("erp/c1/inbox")).contains(new Found(9, false));
    }

    @Test
    void changes_nothing_in_memory_if_the_partition_is_somebody_elses() {
        partition.offsets().release();

        assertThat(cursors.writeCursors(partition, List.of(MAIL), CHANGES)).isFalse();

        nothingChanged();
    }

    @Test
    void changes_nothing_in_memory_if_it_can_never_be_written() {
        writer.planted.add(
                _ -> new Written.Never(OptionalInt.of(0), new Refusal("mail.cursors", 9, "RecordTooLargeException")));

        assertThat(cursors.writeCursors(partition, List.of(MAIL), CHANGES)).isFalse();

        nothingChanged();
    }

    private void nothingChanged() {
        assertThat(find("erp/c1/old")).contains(new Found(3, false));
        assertThat(index.size()).isOne();
    }

    private Optional<Found> find(String key) {
        return index.find(name(key));
    }

    private static IndexKey name(String key) {
        return IndexKey.ofName(key.getBytes(StandardCharsets.UTF_8));
    }
}
