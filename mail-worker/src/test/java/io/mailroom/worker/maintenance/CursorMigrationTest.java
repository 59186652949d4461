package io.mailroom.worker.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.testing.TestingCore;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.time.ScheduledTimers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A topic that the first releases have filled, with a record for each mail; the real core owns its partition. */
class CursorMigrationTest {
    private static final Place PLACE = new Place("mail.commands.erp", 0);
    private static final String LARGE = "erp/c1/inbox";
    private static final String SMALL = "erp/c2/AAMkAGI2=";
    private static final String THEIRS = "erp2/c1/inbox";
    private static final byte[] POSITION = utf8("{\"link\":\"d1\"}");

    private final MarkedTopic topic = new MarkedTopic();
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private StateIndexes indexes = StateIndexes.inMemory();
    private final List<Stretch> asked = new CopyOnWriteArrayList<>();

    CursorMigrationTest() {
        topic.write(LARGE, POSITION);
        for (int i = 0; i < 700; i++) {
            topic.announced(LARGE, "l" + i);
            if (i % 4 == 0) {
                topic.announced(SMALL, "s" + i);
                topic.singleMark(THEIRS, "t" + i);
            }
        }
    }

    @AfterEach
    void end() {
        timers.close();
    }

    @Nested
    class A_round {
        @Test
        void puts_every_mail_of_its_client_into_a_bucket_and_leaves_the_others() throws InterruptedException {
            untilMigrated();

            assertThat(topic.inBuckets()).isEqualTo(topic.announced);
            assertThat(topic.singleMarks("erp/")).isEmpty();
            assertThat(topic.singleMarks("erp2/")).hasSize(175);
            assertThat(topic.value(LARGE)).isEqualTo(POSITION);
        }

        @Test
        void shrinks_the_topic_to_less_than_a_third() throws InterruptedException {
            long before = topic.bytes("erp/");

            untilMigrated();

            assertThat(topic.bytes("erp/")).isLessThan(before / 3);
        }

        @Test
        void is_over_for_good_once_it_has_found_none() throws InterruptedException {
            untilMigrated();
            asked.clear();
            var caughtUp = new CountDownLatch(2);

            own(topic.taking(Integer.MAX_VALUE, false), caughtUp, _ -> await(caughtUp));

            assertThat(asked).noneMatch(stretch -> stretch.to() < Long.MAX_VALUE);
        }

        @Test
        void comes_again_after_an_older_release_has_written_behind_it() throws InterruptedException {
            untilMigrated();
            topic.announced(SMALL, "later");

            untilMigrated();

            assertThat(topic.inBuckets()).isEqualTo(topic.announced);
            assertThat(topic.singleMarks("erp/")).isEmpty();
        }
    }

    @Nested
    class A_worker_that_is_killed {
        /** Four transactions: 500, 200 and 175 mails, and the marker. */
        @ParameterizedTest(name = "after {0} transactions, the last one known to it: {1}, its disk kept: {2}")
        @CsvSource({
            "0, true, true",
            "1, true, true",
            "2, true, true",
            "3, true, true",
            "1, false, true",
            "2, false, true",
            "3, false, true",
            "0, true, false",
            "1, true, false",
            "2, true, false",
            "3, true, false",
            "1, false, false",
            "2, false, false",
            "3, false, false"
        })
        void leaves_each_mail_announced_once_and_the_next_one_goes_on(
                int transactions, boolean lastIsKnown, boolean diskIsKept) throws InterruptedException {
            MarkedTopic.Kafka kafka = topic.taking(transactions, !lastIsKnown);
            own(kafka, new CountDownLatch(0), _ -> await(kafka.killed));
            assertThat(topic.remembered()).isEqualTo(topic.announced);

            if (!diskIsKept) {
                indexes = StateIndexes.inMemory();
            }
            untilMigrated();

            assertThat(topic.inBuckets()).isEqualTo(topic.announced);
            assertThat(topic.singleMarks("erp/")).isEmpty();
        }
    }

    private void untilMigrated() throws InterruptedException {
        MarkedTopic.Kafka kafka = topic.taking(Integer.MAX_VALUE, false);
        own(kafka, new CountDownLatch(0), _ -> await(kafka.marked));
    }

    private interface Life {
        void of(Core core) throws InterruptedException;
    }

    /** @param caughtUp counted at each reading of the cursors to their end, the takeover's first */
    private void own(MarkedTopic.Kafka kafka, CountDownLatch caughtUp, Life life) throws InterruptedException {
        // Nothing of a process goes on once it is dead.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Core core = core(kafka, caughtUp, threads)) {
            core.startMaintenance();
            TestingCore.own(core, PLACE, new Assigned(Position.at(0), 1));
            life.of(core);
        }
    }

    private Core core(MarkedTopic.Kafka kafka, CountDownLatch caughtUp, Executor threads) {
        return TestingCore.of(
                new Core.Ports(
                        _ -> kafka,
                        new Watched(caughtUp),
                        indexes,
                        timers,
                        Clock.systemUTC(),
                        threads,
                        new TestingHolds()),
                new TestingMailbox(),
                new SendRules(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2)),
                Duration.ofMillis(500),
                () -> {});
    }

    private static void await(CountDownLatch signal) throws InterruptedException {
        assertThat(signal.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Remembers what of the cursors was read. */
    private final class Watched implements StateReader {
        private final CountDownLatch caughtUp;

        Watched(CountDownLatch caughtUp) {
            this.caughtUp = caughtUp;
        }

        @Override
        public Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) {
            stretches.stream()
                    .filter(stretch -> stretch.topic().equals(TopicNames.CURSORS))
                    .forEach(stretch -> {
                        asked.add(stretch);
                        if (stretch.to() == Long.MAX_VALUE) {
                            caughtUp.countDown();
                        }
                    });
            return topic.topics.read(stretches, sink);
        }

        @Override
        public long since(String name, int partition, Instant time) {
            return topic.topics.since(name, partition, time);
        }

        @Override
        public Optional<RawRecord> at(String name, int partition, long offset) {
            return topic.topics.at(name, partition, offset);
        }
    }
}
