package io.mailroom.bench.headofline;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether nothing was lost and nothing was done twice, over all rounds.
 *
 * @param statuses how many commands ended how
 * @param lost commands without a result
 * @param answeredTwice commands with two distinct results
 * @param sentTwice commands with two mails
 * @param wrong results that say something else than what went out
 * @param garbage records of random bytes that the broker took
 * @param buried dead letters that name one of these as their origin
 */
record Verdict(
        int commands,
        SortedMap<String, Integer> statuses,
        int lost,
        int answeredTwice,
        int sentTwice,
        int wrong,
        int garbage,
        int buried) {

    Verdict {
        statuses = new TreeMap<>(statuses);
    }

    boolean clean() {
        return lost == 0 && answeredTwice == 0 && sentTwice == 0 && wrong == 0 && garbage == buried;
    }

    List<String> text() {
        return List.of(
                "",
                "%d commands %s: lost %d, answered twice %d, sent twice %d, answered wrongly %d"
                        .formatted(commands, statuses, lost, answeredTwice, sentTwice, wrong),
                "%d records of garbage, %d dead letters".formatted(garbage, buried),
                clean() ? "clean" : "NOT clean");
    }

    String json() {
        String ends = statuses.entrySet().stream()
                .map(status -> "\"%s\":%d".formatted(status.getKey(), status.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return String.format(
                Locale.ROOT,
                "{\"clean\":%s,\"commands\":%d,\"results\":%s,\"lost\":%d,\"answeredTwice\":%d,\"sentTwice\":%d,"
                        + "\"answeredWrongly\":%d,\"garbage\":%d,\"buried\":%d}",
                clean(),
                commands,
                ends,
                lost,
                answeredTwice,
                sentTwice,
                wrong,
                garbage,
                buried);
    }
}
