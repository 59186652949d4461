package io.mailroom.chaos.report;

import io.mailroom.chaos.join.PoisonVerdict;
import io.mailroom.chaos.join.SecondVerdict;
import io.mailroom.chaos.join.Verdict;
import io.mailroom.promises.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of the table that tell of the strain, and whom they accuse. */
final class StrainRows {
    private StrainRows() {}

    static Map<String, Object> counts(StrainReport report) {
        Map<String, Object> rows = new LinkedHashMap<>();
        PoisonVerdict poison = report.poison();
        rows.put(
                "poison records",
                "%d: answered %d, dead letters %d (cut %d); refused by the broker %d"
                        .formatted(
                                poison.published(),
                                poison.answered(),
                                poison.buried(),
                                poison.cut(),
                                poison.refused()));
        poison.offenders().forEach((violation, offenders) -> rows.put(violation, offenders.size()));
        report.second().ifPresent(second -> counts(rows, second));
        rows.put("slow mailboxes", report.slowStretches() + " stretches");
        return rows;
    }

    private static void counts(Map<String, Object> rows, SecondVerdict second) {
        Verdict kept = second.kept();
        rows.put(
                "second client",
                "%d changes of its topics, %d commands %s, %d deleted with a topic"
                        .formatted(second.changes(), kept.commands(), kept.statuses(), second.deleted()));
        List<String> lost = kept.of(Promise.NOT_LOST);
        List<String> twice = Stream.concat(kept.of(Promise.ONE_MAIL).stream(), kept.of(Promise.ONE_RESULT).stream())
                .toList();
        long wrong = kept.offenders().stream()
                .filter(id -> !lost.contains(id) && !twice.contains(id))
                .count();
        rows.put(
                "  lost, twice, wrong",
                "%d, %d, %d"
                        .formatted(
                                lost.size(),
                                twice.size() + second.deletedTwice().size(),
                                wrong));
        rows.put("  slowest healing", Table.seconds(second.slowestHealing()));
    }

    static Map<String, List<String>> offenders(StrainReport report) {
        Map<String, List<String>> rows = new LinkedHashMap<>(report.poison().offenders());
        report.second().ifPresent(second -> {
            rows.put("second client, lost", second.kept().of(Promise.NOT_LOST));
            rows.put("second client, offending", second.kept().offenders());
            rows.put("second client, deleted and twice", second.deletedTwice());
        });
        return rows;
    }
}
