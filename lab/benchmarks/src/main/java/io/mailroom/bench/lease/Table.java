package io.mailroom.bench.lease;

import io.mailroom.bench.Median;
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
                Median.of(runs, Figures::perSecond),
                ratio(runs, Figures::perSecond),
                Median.of(runs, Figures::p50),
                Median.of(runs, Figures::p99),
                ratio(runs, Figures::p99))));
        return lines;
    }

    List<String> json() {
        return figures.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "{\"endpoint\":\"%s\",\"requestsPerSecond\":%.1f,\"ratio\":%.3f,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"p99Ratio\":%.3f}",
                        entry.getKey(),
                        Median.of(entry.getValue(), Figures::perSecond),
                        ratio(entry.getValue(), Figures::perSecond),
                        Median.of(entry.getValue(), Figures::p50),
                        Median.of(entry.getValue(), Figures::p99),
                        ratio(entry.getValue(), Figures::p99)))
                .toList();
    }

    private double ratio(List<Figures> runs, ToDoubleFunction<Figures> of) {
        return Median.of(runs, of) / Median.of(figures.values().iterator().next(), of);
    }
}
