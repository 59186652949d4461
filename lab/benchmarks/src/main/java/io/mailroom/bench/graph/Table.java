package io.mailroom.bench.graph;

import io.mailroom.bench.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured at one latency, beside the cheapest that there can be. */
record Table(long latencyMs, Map<Candidate, List<Figures>> figures) {
    List<String> text() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("%d ms in Graph, for 1,000 mails     CPU s: median (least - most)   ratio   wall s"
                .formatted(latencyMs));
        figures.forEach((candidate, runs) -> lines.add(String.format(
                Locale.ROOT,
                "%-34s %8.2f (%.2f - %.2f) %12.2f %8.2f",
                candidate.name().toLowerCase(Locale.ROOT),
                Median.of(runs, Figures::cpuSeconds),
                least(runs),
                most(runs),
                ratio(runs),
                Median.of(runs, Figures::wallSeconds))));
        return lines;
    }

    List<String> json() {
        return figures.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "{\"latencyMs\":%d,\"client\":\"%s\",\"cpuSeconds\":%.3f,\"least\":%.3f,\"most\":%.3f,\"ratio\":%.3f,\"wallSeconds\":%.3f}",
                        latencyMs,
                        entry.getKey().name().toLowerCase(Locale.ROOT),
                        Median.of(entry.getValue(), Figures::cpuSeconds),
                        least(entry.getValue()),
                        most(entry.getValue()),
                        ratio(entry.getValue()),
                        Median.of(entry.getValue(), Figures::wallSeconds)))
                .toList();
    }

    private double ratio(List<Figures> runs) {
        return Median.of(runs, Figures::cpuSeconds)
                / Median.of(figures.getOrDefault(Candidate.VERTX, runs), Figures::cpuSeconds);
    }

    private static double least(List<Figures> runs) {
        return runs.stream().mapToDouble(Figures::cpuSeconds).min().orElse(Double.NaN);
    }

    private static double most(List<Figures> runs) {
        return runs.stream().mapToDouble(Figures::cpuSeconds).max().orElse(Double.NaN);
    }
}
