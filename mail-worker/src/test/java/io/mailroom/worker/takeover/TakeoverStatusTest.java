package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.testing.TestingCore;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import io.mailroom.worker.topics.ExpectedPartitions;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TakeoverStatusTest {
    private static final Place FIRST = new Place("mail.commands.erp", 0);
    private static final Place SECOND = new Place("mail.commands.erp", 1);

    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final TestingHolds holds = new TestingHolds();

    @AfterEach
    void end() {
        timers.close();
    }

    private static Membership member(Set<Place> worked, Set<Place> waiting) {
        return new Membership("me", 5, Set.of("mail.commands.erp"), worked, waiting);
    }

    private TakeoverStatus takeovers(Holds judging, Membership member, ExpectedPartitions meant) {
        try (Core core = core(judging)) {
            return core.partitions().status(member, meant);
        }
    }

    private Core core(Holds judging) {
        var topics = new TestingTopics();
        return TestingCore.of(
                new Core.Ports(
                        _ -> new TestingWriter(),
                        topics,
                        StateIndexes.inMemory(),
                        timers,
                        Clock.systemUTC(),
                        Thread::startVirtualThread,
                        judging),
                new TestingMailbox(),
                new SendRules(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2)),
                Duration.ofSeconds(1),
                () -> {});
    }

    @Nested
    class A_worker_is_ready {
        @Test
        void that_works_for_all_that_it_is_to_have() {
            TakeoverStatus all = takeovers(
                    holds,
                    member(Set.of(FIRST, SECOND), Set.of()),
                    new ExpectedPartitions.Known(Set.of(FIRST, SECOND)));

            assertThat(all.unready()).isEmpty();
        }

        @Test
        void that_is_to_have_nothing() {
            assertThat(takeovers(holds, member(Set.of(), Set.of()), new ExpectedPartitions.Known(Set.of()))
                            .unready())
                    .isEmpty();
        }

        @Test
        void though_a_client_is_held_since_no_worker_would_work_for_it() {
            holds.refused(new ClientName("erp"), "a setting is wrong");

            assertThat(takeovers(
                                    holds,
                                    member(Set.of(), Set.of(FIRST)),
                                    new ExpectedPartitions.Known(Set.of(FIRST, SECOND)))
                            .unready())
                    .isEmpty();
        }
    }

    @Nested
    class A_worker_is_not_ready {
        @Test
        void that_has_not_joined() {
            assertThat(new TakeoverStatus.NotJoined().unready()).hasValue("not in the consumer group");
        }

        @Test
        void of_which_nobody_knows_what_it_is_to_have_though_it_works_for_something() {
            assertThat(takeovers(holds, member(Set.of(FIRST), Set.of()), new ExpectedPartitions.Unknown("nobody knows"))
                            .unready())
                    .hasValue("nobody knows");
        }

        @Test
        void that_has_not_got_yet_what_it_is_to_have() {
            assertThat(takeovers(
                                    holds,
                                    member(Set.of(FIRST), Set.of()),
                                    new ExpectedPartitions.Known(Set.of(FIRST, SECOND)))
                            .unready())
                    .hasValue("1 of 2 partitions are loaded, 0 of 0 offsets read");
        }

        @Test
        void that_reads_what_it_has_got() {
            assertThat(takeovers(
                                    holds,
                                    member(Set.of(FIRST), Set.of(SECOND)),
                                    new ExpectedPartitions.Known(Set.of(FIRST, SECOND)))
                            .unready())
                    .isPresent();
        }

        @Test
        void that_reads_what_it_is_not_known_to_be_given() {
            assertThat(takeovers(holds, member(Set.of(), Set.of(SECOND)), new ExpectedPartitions.Known(Set.of()))
                            .unready())
                    .isPresent();
        }

        @Test
        void whose_client_nobody_has_looked_at_yet() {
            assertThat(takeovers(
                                    new NobodyLookedAt(),
                                    member(Set.of(), Set.of(FIRST)),
                                    new ExpectedPartitions.Known(Set.of(FIRST)))
                            .unready())
                    .isPresent();
        }
    }

    @Test
    void how_far_it_is_counts_what_is_being_read() {
        var topics = new Membership("me", 5, Set.of("mail.commands.erp"), Set.of(), Set.of(FIRST));
        try (Core core = core(holds)) {
            core.partitions().assigned(Map.of(FIRST, new Assigned(Position.at(0), 1)));

            assertThat(core.partitions().status(topics, new ExpectedPartitions.Known(Set.of(FIRST))))
                    .isInstanceOfSatisfying(TakeoverStatus.Known.class, known -> {
                        assertThat(known.loaded()).isZero();
                        assertThat(known.partitions()).isEqualTo(1);
                    });
        }
    }

    /** Held until the first look, for no reason of its own. */
    private static final class NobodyLookedAt implements Holds {
        @Override
        public Optional<String> of(ClientName client) {
            return Optional.of("not looked at yet");
        }

        @Override
        public Map<ClientName, String> all() {
            return Map.of();
        }

        @Override
        public void refused(ClientName client, String why) {}

        @Override
        public void look() {}
    }
}
