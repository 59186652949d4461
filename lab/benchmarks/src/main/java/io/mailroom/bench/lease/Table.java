package io.mailroom.bench.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians over the rounds, and each as a ratio to the first endpoint. */
record Table(Map<String, List<Figures>> figures) {
    List<String> text() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("endpoint         requests/s   ratio   p50 ms   p99 ms   ratio");
        figures.forEach((name, runs) -> lines.add(String.format(
                Locale.ROOT,
                "%-14s %12.0f %7.2f %8.2f %8.2f %7.2f",
                name,
                median(runs, Figures::perSecond),
                ratio(runs, Figures::perSecond),
                median(runs, Figures::p50),
                median(runs, Figures::p99),
                ratio(runs, Figures::p99))));
        return lines;
    }

    List<String> json() {
        return figures.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "{\"endpoint\":\"%s\",\"requestsPerSecond\":%.1f,\"ratio\":%.3f,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"p99Ratio\":%.3f}",
                        entry.getKey(),
                        median(entry.getValue(), Figures::perSecond),
                        ratio(entry.getValue(), Figures::perSecond),
                        median(entry.getValue(), Figures::p50),
                        median(entry.getValue(), Figures::p99),
                        ratio(entry.getValue(), Figures::p99)))
                .toList();
    }

    private double ratio(List<Figures> runs, ToDoubleFunction<Figures> of) {
        return median(runs, of) / median(figures.values().iterator().next(), of);
    }

    private static double median(List<Figures> runs, ToDoubleFunction<Figures> of) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
