package io.mailroom.chaos.plan;

import io.mailroom.chaos.plan.SlowStretch.Slowness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The strain of a round, in the order of time. */
public record StrainPlan(List<Poison> poison, List<TopicChange> changes, List<SlowStretch> stretches) {
    /** So many seconds pass on average between one wrong shape and the next. */
    private static final int SECONDS_A_WRONG = 40;

    private static final int MOST_WRONGS = 30;
    private static final Duration SHORTEST_STRETCH = Duration.ofSeconds(8);
    private static final Duration LONGEST_STRETCH = Duration.ofSeconds(30);

    public StrainPlan {
        poison = List.copyOf(poison);
        changes = List.copyOf(changes);
        stretches = List.copyOf(stretches);
    }

    static StrainPlan of(RoundOptions options, SplittableRandom chance) {
        return new StrainPlan(
                poison(options, chance.split()), changes(options, chance.split()), stretches(options, chance.split()));
    }

    /** Every kind comes before one comes again. */
    private static List<Poison> poison(RoundOptions options, SplittableRandom chance) {
        int number = options.strain().poison();
        List<PoisonKind> kinds = turns(List.of(PoisonKind.values()), number, chance);
        List<Duration> times = IntStream.range(0, number)
                .mapToObj(_ -> within(options.troubled(), chance))
                .sorted()
                .toList();
        return IntStream.range(0, number)
                .mapToObj(turn -> new Poison(
                        turn,
                        kinds.get(turn),
                        compression(kinds.get(turn), chance),
                        chance.nextInt(options.mailboxes()),
                        times.get(turn),
                        chance.nextLong()))
                .toList();
    }

    private static Compression compression(PoisonKind kind, SplittableRandom chance) {
        List<Compression> possible =
                Arrays.stream(Compression.values()).filter(kind::fits).toList();
        return possible.get(chance.nextInt(possible.size()));
    }

    /** Wrong and right in turn: right in the end, with time left to go on. */
    private static List<TopicChange> changes(RoundOptions options, SplittableRandom chance) {
        if (!options.strain().secondClient()) {
            return List.of();
        }
        int wrongs = Math.clamp(options.troubled().toSeconds() / SECONDS_A_WRONG, 2, MOST_WRONGS);
        List<Shape> shapes = turns(
                Arrays.stream(Shape.values())
                        .filter(shape -> shape != Shape.RIGHT)
                        .toList(),
                wrongs,
                chance);
        double slice = options.troubled().toMillis() / (double) wrongs;
        List<TopicChange> changes = new ArrayList<>();
        for (int turn = 0; turn < wrongs; turn++) {
            double wrong = (turn + chance.nextDouble() * 0.4) * slice;
            double right = (turn + 0.5 + chance.nextDouble() * 0.4) * slice;
            changes.add(new TopicChange(Duration.ofMillis((long) wrong), shapes.get(turn)));
            changes.add(new TopicChange(Duration.ofMillis((long) right), Shape.RIGHT));
        }
        return changes;
    }

    /** A mailbox has several stretches, with as much time between two of them as they last, or more. */
    private static List<SlowStretch> stretches(RoundOptions options, SplittableRandom chance) {
        List<Integer> mailboxes =
                new ArrayList<>(IntStream.range(0, options.mailboxes()).boxed().toList());
        Collections.shuffle(mailboxes, chance);
        int slow = (int) Math.round(options.mailboxes() * options.strain().slowPercent() / 100);
        List<SlowStretch> stretches = new ArrayList<>();
        for (int mailbox : mailboxes.subList(0, slow)) {
            Duration at = within(min(LONGEST_STRETCH, options.troubled()), chance);
            while (at.compareTo(options.troubled()) < 0) {
                Slowness slowness = chance.nextBoolean() ? Slowness.LATE : Slowness.GATEWAY_TIMEOUT;
                Duration lasting = SHORTEST_STRETCH.plus(within(LONGEST_STRETCH.minus(SHORTEST_STRETCH), chance));
                stretches.add(new SlowStretch(mailbox, slowness, at, lasting));
                at = at.plus(lasting).plus(lasting).plus(within(LONGEST_STRETCH, chance));
            }
        }
        return stretches.stream().sorted(Comparator.comparing(SlowStretch::at)).toList();
    }

    /** Each comes before one comes again. */
    static <T> List<T> turns(List<T> all, int number, SplittableRandom chance) {
        List<T> turns = new ArrayList<>();
        while (turns.size() < number) {
            List<T> once = new ArrayList<>(all);
            Collections.shuffle(once, chance);
            turns.addAll(once);
        }
        return turns.subList(0, number);
    }

    private static Duration within(Duration time, SplittableRandom chance) {
        return Duration.ofMillis((long) (chance.nextDouble() * time.toMillis()));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
