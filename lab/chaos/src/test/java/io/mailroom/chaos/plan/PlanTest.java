package io.mailroom.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.plan.Trouble.Act;
import java.time.Duration;
import java.util.List;
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
                        Arbitraries.integers().between(0, 30))
                .as((commands, seconds, mailboxes, workers, seed, kills) ->
                        new Wish(commands, Duration.ofSeconds(seconds), mailboxes, workers, seed, 2, kills));
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

    private static List<Integer> upTo(int number) {
        return IntStream.range(0, number).boxed().toList();
    }

    private static boolean isWithin(Duration at, Wish wish) {
        return !at.isNegative() && at.compareTo(wish.lasting()) < 0;
    }
}
