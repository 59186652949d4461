package io.mailroom.chaos.report;

import io.mailroom.chaos.join.PoisonVerdict;
import io.mailroom.chaos.join.SecondVerdict;
import io.mailroom.chaos.join.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        rows.put("lost poison", poison.lost().size());
        rows.put("poison ended twice", poison.endedTwice().size());
        rows.put("altered dead letters", poison.altered().size());
        rows.put("poison answered wrongly", poison.wrong().size());
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
        rows.put(
                "  lost, twice, wrong",
                "%d, %d, %d"
                        .formatted(
                                kept.lost().size(),
                                kept.duplicated().size()
                                        + kept.answeredTwice().size()
                                        + second.deletedTwice().size(),
                                kept.offenders().size()
                                        - (int) kept.offenders().stream()
                                                .filter(id -> kept.lost().contains(id)
                                                        || kept.duplicated().contains(id)
                                                        || kept.answeredTwice().contains(id))
                                                .count()));
        rows.put("  slowest healing", Table.seconds(second.slowestHealing()));
    }

    static Map<String, List<String>> offenders(StrainReport report) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        PoisonVerdict poison = report.poison();
        rows.put("lost poison", poison.lost());
        rows.put("poison ended twice", poison.endedTwice());
        rows.put("altered dead letters", poison.altered());
        rows.put("poison answered wrongly", poison.wrong());
        report.second().ifPresent(second -> {
            rows.put("second client, lost", second.kept().lost());
            rows.put("second client, offending", second.kept().offenders());
            rows.put("second client, deleted and twice", second.deletedTwice());
        });
        return rows;
    }
}
