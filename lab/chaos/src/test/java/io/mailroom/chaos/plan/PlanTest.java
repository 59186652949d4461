package io.mailroom.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.plan.Trouble.Act;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanTest {
    @Provide
    Arbitrary<Wish> wishes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.integers().between(1, 600),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 30),
                        strains())
                .as((commands, seconds, mailboxes, workers, seed, kills, strain) ->
                        new Wish(commands, Duration.ofSeconds(seconds), mailboxes, workers, seed, 2, kills, strain));
    }

    private static Arbitrary<Strain> strains() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 100))
                .as((poison, second, slow) -> new Strain(poison, second, slow));
    }

    @Property
    void the_same_wish_is_the_same_plan(@ForAll("wishes") Wish wish) {
        assertThat(Plan.of(wish)).isEqualTo(Plan.of(wish));
    }

    @Property
    void commands_come_in_the_order_of_their_numbers_and_within_the_time(@ForAll("wishes") Wish wish) {
        List<PlannedCommand> commands = Plan.of(wish).commands();

        assertThat(commands).extracting(PlannedCommand::number).isEqualTo(upTo(wish.commands()));
        assertThat(commands).extracting(PlannedCommand::at).isSorted().allMatch(at -> isWithin(at, wish));
        assertThat(commands).extracting(PlannedCommand::mailbox).allMatch(mailbox -> mailbox < wish.mailboxes());
        assertThat(commands).extracting(PlannedCommand::id).doesNotHaveDuplicates();
    }

    @Property
    void as_many_are_stopped_as_are_killed_while_commands_are_published(@ForAll("wishes") Wish wish) {
        List<Trouble> troubles = Plan.of(wish).troubles();

        for (Act act : Act.values()) {
            assertThat(troubles).filteredOn(trouble -> trouble.act() == act).hasSize(wish.kills());
        }
        assertThat(troubles).extracting(Trouble::at).isSorted().allMatch(at -> isWithin(at, wish));
    }

    @Property
    void every_kind_of_process_has_its_turn_before_one_has_another(@ForAll("wishes") Wish wish) {
        List<Kind> killed = Plan.of(wish).troubles().stream()
                .filter(trouble -> trouble.act() == Act.KILL)
                .map(Trouble::kind)
                .toList();

        for (Kind kind : Kind.values()) {
            int turns = wish.kills() / Kind.values().length;
            assertThat(killed.stream().filter(kind::equals).count()).isBetween((long) turns, turns + 1L);
        }
    }

    @Property
    void only_processes_of_the_stack_get_into_trouble(@ForAll("wishes") Wish wish) {
        assertThat(Plan.of(wish).troubles())
                .allMatch(trouble -> trouble.kind().parts(wish.workers()).contains(trouble.part()));
    }

    @Property
    void poison_is_of_every_kind_before_one_comes_again_and_packed_only_where_it_fits(@ForAll("wishes") Wish wish) {
        List<Poison> poison = Plan.of(wish).strain().poison();

        assertThat(poison)
                .extracting(Poison::number)
                .isEqualTo(upTo(wish.strain().poison()));
        assertThat(poison).extracting(Poison::at).isSorted().allMatch(at -> isWithin(at, wish));
        assertThat(poison).allMatch(one -> one.mailbox() < wish.mailboxes());
        assertThat(poison).allMatch(one -> one.kind().fits(one.packing()));
        int turns = wish.strain().poison() / PoisonKind.values().length;
        for (PoisonKind kind : PoisonKind.values()) {
            assertThat(poison.stream().filter(one -> one.kind() == kind).count())
                    .isBetween((long) turns, turns + 1L);
        }
    }

    @Property
    void the_topics_of_the_second_client_are_wrong_and_right_in_turn_and_right_in_the_end(@ForAll("wishes") Wish wish) {
        List<TopicChange> changes = Plan.of(wish).strain().changes();

        assertThat(changes.isEmpty()).isEqualTo(!wish.strain().secondClient());
        assertThat(changes).extracting(TopicChange::at).isSorted().allMatch(at -> isWithin(at, wish));
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i).shape() == Shape.RIGHT).isEqualTo(i % 2 == 1);
        }
        assertThat(changes.size() % 2).isZero();
    }

    @Property
    void graph_is_slow_with_the_asked_share_of_mailboxes_and_never_twice_at_once_with_one(@ForAll("wishes") Wish wish) {
        List<SlowStretch> stretches = Plan.of(wish).strain().stretches();

        assertThat(stretches.stream().map(SlowStretch::mailbox).distinct().count())
                .isLessThanOrEqualTo(Math.round(wish.mailboxes() * wish.strain().slowPercent() / 100));
        assertThat(stretches).extracting(SlowStretch::at).isSorted().allMatch(at -> isWithin(at, wish));
        Map<Integer, Duration> ends = new HashMap<>();
        for (SlowStretch stretch : stretches) {
            Duration before = ends.put(stretch.mailbox(), stretch.end());
            assertThat(stretch.at()).isGreaterThanOrEqualTo(before == null ? Duration.ZERO : before);
            assertThat(stretch.lasting()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(30));
        }
    }

    @Property
    void the_strain_changes_nothing_of_commands_and_troubles(@ForAll("wishes") Wish wish) {
        Wish alone = new Wish(
                wish.commands(),
                wish.lasting(),
                wish.mailboxes(),
                wish.workers(),
                wish.seed(),
                wish.faultyPercent(),
                wish.kills(),
                Strain.NONE);

        assertThat(Plan.of(alone).commands()).isEqualTo(Plan.of(wish).commands());
        assertThat(Plan.of(alone).troubles()).isEqualTo(Plan.of(wish).troubles());
        assertThat(Plan.of(alone).strain()).isEqualTo(new StrainPlan(List.of(), List.of(), List.of()));
    }

    private static List<Integer> upTo(int number) {
        return IntStream.range(0, number).boxed().toList();
    }

    private static boolean isWithin(Duration at, Wish wish) {
        return !at.isNegative() && at.compareTo(wish.lasting()) < 0;
    }
}
