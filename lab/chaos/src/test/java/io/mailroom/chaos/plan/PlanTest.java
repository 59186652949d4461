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
    Arbitrary<RoundOptions> roundOptions() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.integers().between(1, 600),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 30),
                        strains())
                .as((commands, seconds, mailboxes, workers, seed, kills, strain) -> new RoundOptions(
                        commands, Duration.ofSeconds(seconds), mailboxes, workers, seed, 2, kills, strain));
    }

    private static Arbitrary<Strain> strains() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 100))
                .as((poison, second, slow) -> new Strain(poison, second, slow));
    }

    @Property
    void the_same_options_are_the_same_plan(@ForAll("roundOptions") RoundOptions options) {
        assertThat(Plan.of(options)).isEqualTo(Plan.of(options));
    }

    @Property
    void commands_come_in_the_order_of_their_numbers_and_within_the_time(@ForAll("roundOptions") RoundOptions options) {
        List<PlannedCommand> commands = Plan.of(options).commands();

        assertThat(commands).extracting(PlannedCommand::number).isEqualTo(upTo(options.commands()));
        assertThat(commands).extracting(PlannedCommand::at).isSorted().allMatch(at -> isWithin(at, options));
        assertThat(commands).extracting(PlannedCommand::mailbox).allMatch(mailbox -> mailbox < options.mailboxes());
        assertThat(commands).extracting(PlannedCommand::id).doesNotHaveDuplicates();
    }

    @Property
    void as_many_are_stopped_as_are_killed_while_commands_are_published(@ForAll("roundOptions") RoundOptions options) {
        List<Trouble> troubles = Plan.of(options).troubles();

        for (Act act : Act.values()) {
            assertThat(troubles).filteredOn(trouble -> trouble.act() == act).hasSize(options.kills());
        }
        assertThat(troubles).extracting(Trouble::at).isSorted().allMatch(at -> isWithin(at, options));
    }

    @Property
    void every_kind_of_process_has_its_turn_before_one_has_another(@ForAll("roundOptions") RoundOptions options) {
        List<Kind> killed = Plan.of(options).troubles().stream()
                .filter(trouble -> trouble.act() == Act.KILL)
                .map(Trouble::kind)
                .toList();

        for (Kind kind : Kind.values()) {
            int turns = options.kills() / Kind.values().length;
            assertThat(killed.stream().filter(kind::equals).count()).isBetween((long) turns, turns + 1L);
        }
    }

    @Property
    void only_processes_of_the_stack_get_into_trouble(@ForAll("roundOptions") RoundOptions options) {
        assertThat(Plan.of(options).troubles())
                .allMatch(trouble -> trouble.kind().parts(options.workers()).contains(trouble.part()));
    }

    @Property
    void poison_is_of_every_kind_before_one_comes_again_and_packed_only_where_it_fits(
            @ForAll("roundOptions") RoundOptions options) {
        List<Poison> poison = Plan.of(options).strain().poison();

        assertThat(poison)
                .extracting(Poison::number)
                .isEqualTo(upTo(options.strain().poison()));
        assertThat(poison).extracting(Poison::at).isSorted().allMatch(at -> isWithin(at, options));
        assertThat(poison).allMatch(one -> one.mailbox() < options.mailboxes());
        assertThat(poison).allMatch(one -> one.kind().fits(one.compression()));
        int turns = options.strain().poison() / PoisonKind.values().length;
        for (PoisonKind kind : PoisonKind.values()) {
            assertThat(poison.stream().filter(one -> one.kind() == kind).count())
                    .isBetween((long) turns, turns + 1L);
        }
    }

    @Property
    void the_topics_of_the_second_client_are_wrong_and_right_in_turn_and_right_in_the_end(
            @ForAll("roundOptions") RoundOptions options) {
        List<TopicChange> changes = Plan.of(options).strain().changes();

        assertThat(changes.isEmpty()).isEqualTo(!options.strain().secondClient());
        assertThat(changes).extracting(TopicChange::at).isSorted().allMatch(at -> isWithin(at, options));
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i).shape() == Shape.RIGHT).isEqualTo(i % 2 == 1);
        }
        assertThat(changes.size() % 2).isZero();
    }

    @Property
    void graph_is_slow_with_the_asked_share_of_mailboxes_and_never_twice_at_once_with_one(
            @ForAll("roundOptions") RoundOptions options) {
        List<SlowStretch> stretches = Plan.of(options).strain().stretches();

        assertThat(stretches.stream().map(SlowStretch::mailbox).distinct().count())
                .isLessThanOrEqualTo(
                        Math.round(options.mailboxes() * options.strain().slowPercent() / 100));
        assertThat(stretches).extracting(SlowStretch::at).isSorted().allMatch(at -> isWithin(at, options));
        Map<Integer, Duration> ends = new HashMap<>();
        for (SlowStretch stretch : stretches) {
            Duration before = ends.put(stretch.mailbox(), stretch.end());
            assertThat(stretch.at()).isGreaterThanOrEqualTo(before == null ? Duration.ZERO : before);
            assertThat(stretch.lasting()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(30));
        }
    }

    @Property
    void the_strain_changes_nothing_of_commands_and_troubles(@ForAll("roundOptions") RoundOptions options) {
        RoundOptions alone = new RoundOptions(
                options.commands(),
                options.lasting(),
                options.mailboxes(),
                options.workers(),
                options.seed(),
                options.faultyPercent(),
                options.kills(),
                Strain.NONE);

        assertThat(Plan.of(alone).commands()).isEqualTo(Plan.of(options).commands());
        assertThat(Plan.of(alone).troubles()).isEqualTo(Plan.of(options).troubles());
        assertThat(Plan.of(alone).strain()).isEqualTo(new StrainPlan(List.of(), List.of(), List.of()));
    }

    private static List<Integer> upTo(int number) {
        return IntStream.range(0, number).boxed().toList();
    }

    private static boolean isWithin(Duration at, RoundOptions options) {
        return !at.isNegative() && at.compareTo(options.lasting()) < 0;
    }
}
