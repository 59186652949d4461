package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.takeover.Takeovers.Answer;
import io.mailroom.worker.takeover.Takeovers.Takeover;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TakeoversTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final ClientName OTHER = new ClientName("other");
    private static final ClientName THIRD = new ClientName("third");

    private final SlowTopics topics = new SlowTopics();
    private final List<Thread> threads = new ArrayList<>();
    private final Takeovers takeovers = new Takeovers(
            new PartitionLoader(
                    topics,
                    StateIndexes.inMemory(),
                    new TestingHolds(),
                    new SendPace(30, Duration.ofMinutes(1)),
                    new TestingClock()),
            task -> threads.add(Thread.startVirtualThread(task)),
            new TestingTimers());

    @AfterEach
    void end() throws InterruptedException {
        topics.goOn.release(1_000);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Takeover start(ClientName client, int partition) {
        var place = new Place("mail.commands." + client, partition);
        takeovers.start(client, place, new Assigned(Position.at(0), 1));
        return takeovers.find(place).orElseThrow();
    }

    @Nested
    class Partitions_of_many {
        @Test
        void of_one_client_leave_room_for_another() throws InterruptedException {
            for (int partition = 0; partition < 6; partition++) {
                start(ERP, partition);
            }
            Set<Integer> first = topics.begun(2);

            start(OTHER, 100);

            assertThat(first).allMatch(partition -> partition < 6);
            assertThat(topics.begun(1)).containsExactly(100);
        }

        @Test
        void are_read_a_few_at_once_and_all_in_the_end() throws InterruptedException {
            List<Takeover> all = List.of(
                    start(ERP, 0),
                    start(ERP, 1),
                    start(OTHER, 100),
                    start(OTHER, 101),
                    start(THIRD, 200),
                    start(THIRD, 201));
            topics.begun(4);
            assertThat(topics.reading).hasSize(4);

            topics.goOn.release(6);
            topics.begun(2);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(all).extracting(Takeover::answer).hasOnlyElementsOfType(Answer.Done.class);
        }
    }

    @Nested
    class A_takeover {
        @Test
        void whose_topics_cannot_be_read_is_to_be_begun_again() throws InterruptedException {
            topics.planted = Optional.of(new org.apache.kafka.common.errors.TimeoutException("planted"));

            assertThat(ended(start(ERP, 0))).isInstanceOf(Answer.Again.class);
        }

        @Test
        void of_what_cannot_be_understood_says_why() throws InterruptedException {
            topics.planted = Optional.of(new IllegalStateException("planted"));

            assertThat(ended(start(ERP, 0)))
                    .isEqualTo(new Answer.Broken("What was written down about its commands cannot be read: planted"));
        }

        @Test
        void that_nobody_wants_any_more_ends_without_a_word_of_what_is_broken() throws InterruptedException {
            Takeover dropped = start(ERP, 0);
            topics.begun(1);
            topics.planted = Optional.of(new IllegalStateException("planted"));

            takeovers.drop(new Place("mail.commands.erp", 0));

            assertThat(ended(dropped)).isInstanceOf(Answer.Again.class);
            assertThat(takeovers.places()).isEmpty();
        }

        private Answer ended(Takeover takeover) throws InterruptedException {
            topics.goOn.release();
            threads.getFirst().join();
            return takeover.answer();
        }
    }

    /** Empty topics of which a read takes until the test lets it go on. */
    private static final class SlowTopics implements StateReader {
        final Semaphore goOn = new Semaphore(0);
        final Set<Integer> reading = ConcurrentHashMap.newKeySet();
        volatile Optional<RuntimeException> planted = Optional.empty();
        private final LinkedTransferQueue<Integer> begun = new LinkedTransferQueue<>();

        /** The next partitions whose reading has begun. */
        Set<Integer> begun(int number) throws InterruptedException {
            var some = new ArrayList<Integer>();
            while (some.size() < number) {
                some.add(begun.take());
            }
            return Set.copyOf(some);
        }

        @Override
        public Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) {
            int partition = stretches.iterator().next().partition();
            reading.add(partition);
            begun.add(partition);
            goOn.acquireUninterruptibly();
            reading.remove(partition);
            planted.ifPresent(failure -> {
                throw failure;
            });
            return stretches.stream().collect(Collectors.toMap(stretch -> stretch, _ -> 0L));
        }

        @Override
        public long since(String topic, int partition, Instant time) {
            return 0;
        }

        @Override
        public Optional<RawRecord> at(String topic, int partition, long offset) {
            return Optional.empty();
        }
    }
}
