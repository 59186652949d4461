package io.mailroom.seeds.run;

import java.time.Duration;
import java.util.List;

/**
 * What came of a seed.
 *
 * @param violations of promises, in plain words; empty if all were kept
 * @param hash of everything that happened, in order
 * @param lines the trace in words, if it was kept
 * @param elapsed in the world's own time
 */
public record Report(
        long seed,
        List<String> violations,
        long hash,
        List<String> lines,
        long steps,
        Duration elapsed,
        int commands,
        int mails) {
    public boolean clean() {
        return violations.isEmpty();
    }
}
