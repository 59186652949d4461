package io.mailroom.chaos.report;

import io.mailroom.chaos.join.Load;
import io.mailroom.chaos.join.Verdict;
import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.trouble.TroubleLog.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** For a person. */
public final class Table {
    private static final int SHOWN = 20;
    private final List<String> lines = new ArrayList<>();

    private Table(Report report) {
        Verdict verdict = report.verdict();
        counts(verdict);
        Load.Peaks peaks = report.peaks();
        row(
                "busiest mailbox",
                "%d calls at once, %d sends in 60 s".formatted(peaks.callsAtOnce(), peaks.sendsAMinute()));
        row("", "");
        StrainRows.counts(report.strain()).forEach(this::row);
        row("", "");
        for (Kind kind : Kind.values()) {
            Counts counts = report.troubles().getOrDefault(kind, new Counts(0, 0, 0));
            String itself = counts.byItself() == 0 ? "" : ", ended by itself " + counts.byItself();
            row(kind.word(), "killed %d, stopped %d%s".formatted(counts.killed(), counts.stopped(), itself));
        }
        row("Graph calls gone wrong", "%d of %d".formatted(report.faults(), report.calls()));
        row("slowest recovery", seconds(report.slowestRecovery()));
        row("throughput", number(report.throughput()) + " results/s");
        row("took", seconds(report.took()));
        row("seed", report.options().seed());
        row("", "");
        if (report.clean()) {
            lines.add("clean");
        } else {
            offenders(report);
        }
    }

    private void counts(Verdict verdict) {
        row("commands", verdict.commands());
        row("sent mails", verdict.mails());
        row("results", verdict.statuses());
        for (Violation violation : Violation.values()) {
            Object count = violation == Violation.ANSWERED_TWICE
                    ? "min %d, max %d".formatted(verdict.fewest(), verdict.most())
                    : verdict.of(violation.promise).size();
            row(violation.row, count);
        }
        row("UNKNOWN", "%d, of which sent %d".formatted(verdict.unknown().size(), verdict.unknownSent()));
    }

    private void offenders(Report report) {
        Verdict verdict = report.verdict();
        lines.add("NOT clean");
        if (!report.peaks().allowed()) {
            lines.add("  a mailbox was asked for more than it takes");
        }
        for (Violation violation : Violation.values()) {
            offenders(violation.accusation, verdict.of(violation.promise));
        }
        StrainRows.offenders(report.strain()).forEach(this::offenders);
        lines.add("  logs: " + report.logs());
    }

    private void offenders(String what, List<String> ids) {
        if (!ids.isEmpty()) {
            String more = ids.size() > SHOWN ? " and %d more".formatted(ids.size() - SHOWN) : "";
            lines.add("  " + what + ": "
                    + String.join(" ", ids.stream().limit(SHOWN).toList()) + more);
        }
    }

    private void row(String name, Object value) {
        lines.add(name.isEmpty() ? "" : "%-24s %s".formatted(name, value));
    }

    static String seconds(Duration time) {
        return number(time.toMillis() / 1000.0) + " s";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    public static List<String> of(Report report) {
        return List.copyOf(new Table(report).lines);
    }
}
