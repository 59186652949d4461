package io.mailroom.chaos.join;

import io.mailroom.promises.Promise;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the three records say together. Lists hold the ids of offending commands.
 *
 * @param statuses how many commands ended how, by the first result of each
 * @param broken whose promises were broken
 * @param fewest distinct final results that any command has
 * @param unknownSent those of {@code unknown} whose mail went out
 */
public record Verdict(
        int commands,
        int mails,
        SortedMap<String, Integer> statuses,
        Map<Promise, List<String>> broken,
        int fewest,
        int most,
        List<String> unknown,
        int unknownSent) {
    /** An UNKNOWN is an honest answer; every other doubt is a violation. */
    public boolean clean() {
        return broken.isEmpty();
    }

    /** Of whom this promise was broken. */
    public List<String> of(Promise promise) {
        return broken.getOrDefault(promise, List.of());
    }

    public List<String> offenders() {
        return broken.values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }
}
