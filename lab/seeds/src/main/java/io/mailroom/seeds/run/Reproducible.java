package io.mailroom.seeds.run;

import java.util.stream.IntStream;

/**
 * A seed decides everything. What it cannot decide is the hash of an object that has none of its own, such as an enum's
 * constant, and with it the order in which a set is gone through: it depends on what the virtual machine did before. So
 * here all have the same one.
 */
final class Reproducible {
    private Reproducible() {}

    /** @throws IllegalStateException if a seed might go another way the next time */
    static void require() {
        if (IntStream.range(0, 3)
                        .map(_ -> System.identityHashCode(new Object()))
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalStateException("the simulation needs a JVM with one identity hash for all objects:"
                    + " -XX:+UnlockExperimentalVMOptions -XX:hashCode=2 (HotSpot)");
        }
    }
}
