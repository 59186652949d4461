package io.mailroom.chaos.plan;

import io.mailroom.chaos.plan.Trouble.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All of a round, in the order of time. The same wish is the same plan. */
public record Plan(List<PlannedCommand> commands, List<Trouble> troubles, StrainPlan strain) {
    private static final Duration LONGEST_DOWN = Duration.ofSeconds(5);
    /** Longer than a session with the broker, and than a permission to send, is good for. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    public Plan {
        commands = List.copyOf(commands);
        troubles = List.copyOf(troubles);
    }

    public static Plan of(Wish wish) {
        SplittableRandom chance = new SplittableRandom(wish.seed());
        List<PlannedCommand> commands = commands(wish, chance.split());
        Stream<Trouble> kills = troubles(wish, Act.KILL, LONGEST_DOWN, chance.split());
        Stream<Trouble> stops = troubles(wish, Act.STOP, LONGEST_STOP, chance.split());
        return new Plan(
                commands,
                Stream.concat(kills, stops)
                        .sorted(Comparator.comparing(Trouble::at))
                        .toList(),
                StrainPlan.of(wish, chance.split()));
    }

    private static List<PlannedCommand> commands(Wish wish, SplittableRandom chance) {
        long[] times = LongStream.generate(
                        () -> (long) (chance.nextDouble() * wish.lasting().toMillis()))
                .limit(wish.commands())
                .toArray();
        Arrays.sort(times);
        return IntStream.range(0, times.length)
                .mapToObj(number ->
                        new PlannedCommand(number, chance.nextInt(wish.mailboxes()), Duration.ofMillis(times[number])))
                .toList();
    }

    /** Each in a slice of time of its own; every kind comes before one comes again. */
    private static Stream<Trouble> troubles(Wish wish, Act act, Duration longest, SplittableRandom chance) {
        double slice = wish.troubled().toMillis() / (double) wish.kills();
        List<Kind> turns = new ArrayList<>();
        while (turns.size() < wish.kills()) {
            List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
            Collections.shuffle(kinds, chance);
            turns.addAll(kinds);
        }
        return IntStream.range(0, wish.kills()).mapToObj(turn -> {
            Kind kind = turns.get(turn);
            List<String> parts = kind.parts(wish.workers());
            return new Trouble(
                    kind,
                    parts.get(chance.nextInt(parts.size())),
                    act,
                    Duration.ofMillis((long) ((turn + chance.nextDouble()) * slice)),
                    Duration.ofMillis((long) (chance.nextDouble() * longest.toMillis())));
        });
    }
}
