package io.mailroom.chaos.plan;

import io.mailroom.chaos.plan.Trouble.Act;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All of a round, in the order of time. The same options are the same plan. */
public record Plan(List<PlannedCommand> commands, List<Trouble> troubles, StrainPlan strain) {
    private static final Duration LONGEST_DOWN = Duration.ofSeconds(5);
    /** Longer than a session with the broker, and than a permission to send, is good for. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    public Plan {
        commands = List.copyOf(commands);
        troubles = List.copyOf(troubles);
    }

    public static Plan of(RoundOptions options) {
        SplittableRandom chance = new SplittableRandom(options.seed());
        List<PlannedCommand> commands = commands(options, chance.split());
        Stream<Trouble> kills = troubles(options, Act.KILL, LONGEST_DOWN, chance.split());
        Stream<Trouble> stops = troubles(options, Act.STOP, LONGEST_STOP, chance.split());
        return new Plan(
                commands,
                Stream.concat(kills, stops)
                        .sorted(Comparator.comparing(Trouble::at))
                        .toList(),
                StrainPlan.of(options, chance.split()));
    }

    private static List<PlannedCommand> commands(RoundOptions options, SplittableRandom chance) {
        long[] times = LongStream.generate(
                        () -> (long) (chance.nextDouble() * options.lasting().toMillis()))
                .limit(options.commands())
                .toArray();
        Arrays.sort(times);
        return IntStream.range(0, times.length)
                .mapToObj(number -> new PlannedCommand(
                        number, chance.nextInt(options.mailboxes()), Duration.ofMillis(times[number])))
                .toList();
    }

    /** Each in a slice of time of its own; every kind comes before one comes again. */
    private static Stream<Trouble> troubles(RoundOptions options, Act act, Duration longest, SplittableRandom chance) {
        double slice = options.troubled().toMillis() / (double) options.kills();
        List<Kind> turns = StrainPlan.turns(List.of(Kind.values()), options.kills(), chance);
        return IntStream.range(0, options.kills()).mapToObj(turn -> {
            Kind kind = turns.get(turn);
            List<String> parts = kind.parts(options.workers());
            return new Trouble(
                    kind,
                    parts.get(chance.nextInt(parts.size())),
                    act,
                    Duration.ofMillis((long) ((turn + chance.nextDouble()) * slice)),
                    Duration.ofMillis((long) (chance.nextDouble() * longest.toMillis())));
        });
    }
}
