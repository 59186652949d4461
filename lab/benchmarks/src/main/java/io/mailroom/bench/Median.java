package io.mailroom.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figure in the middle, which one round that something else disturbed does not change. */
public final class Median {
    private Median() {}

    /** Of an even number of rounds, what is between the two in the middle. */
    public static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
