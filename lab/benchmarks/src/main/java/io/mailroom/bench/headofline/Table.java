package io.mailroom.bench.headofline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** All rounds of a kind together, and one kind beside the other; the delays are those of the healthy mailboxes. */
record Table(List<Round> healthy, List<Round> sick) {
    List<String> text() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("%-10s %9s %8s %8s %8s %6s %11s %9s %8s %14s"
                .formatted(
                        "rounds",
                        "commands",
                        "p50 ms",
                        "p99 ms",
                        "ratio",
                        "none",
                        "lag at end",
                        "heap MB",
                        "parked",
                        "CPU s/1k mails"));
        lines.add(row("healthy", healthy, 1));
        lines.add(row("sick", sick, ratio()));
        return lines;
    }

    private static String row(String name, List<Round> rounds, double ratio) {
        Histogram all = together(rounds);
        return "%-10s %9d %8d %8d %8.2f %6d %11s %9s %8s %14.2f"
                .formatted(
                        name,
                        all.getTotalCount(),
                        all.getValueAtPercentile(50),
                        all.getValueAtPercentile(99),
                        ratio,
                        rounds.stream()
                                .mapToInt(round -> round.delays().unanswered())
                                .sum(),
                        range(rounds.stream().mapToDouble(Round::lag).toArray()),
                        range(rounds.stream().mapToDouble(Round::heapMegabytes).toArray()),
                        range(rounds.stream().mapToDouble(Round::parked).toArray()),
                        processorSecondsOfThousandMails(rounds));
    }

    static double processorSecondsOfThousandMails(List<Round> rounds) {
        double seconds = rounds.stream().mapToDouble(Round::processorSeconds).sum();
        long mails = rounds.stream().mapToLong(Round::mails).sum();
        return mails == 0 ? Double.NaN : seconds * 1000 / mails;
    }

    private static String range(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        return "%.0f-%.0f".formatted(least, most);
    }

    double ratio() {
        return (double) together(sick).getValueAtPercentile(99)
                / Math.max(1, together(healthy).getValueAtPercentile(99));
    }

    private static Histogram together(List<Round> rounds) {
        var all = new Histogram(3);
        rounds.forEach(round -> all.add(round.delays().millis()));
        return all;
    }

    List<String> json() {
        return List.of(json("healthy", healthy, 1), json("sick", sick, ratio()));
    }

    private static String json(String name, List<Round> rounds, double ratio) {
        Histogram all = together(rounds);
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"%s\",\"commands\":%d,\"p50Millis\":%d,\"p99Millis\":%d,\"p99Ratio\":%.3f,"
                        + "\"unanswered\":%d,\"lag\":%s,\"heapMegabytes\":%s,\"parked\":%s,"
                        + "\"processorSecondsOfThousandMails\":%s}",
                name,
                all.getTotalCount(),
                all.getValueAtPercentile(50),
                all.getValueAtPercentile(99),
                ratio,
                rounds.stream().mapToInt(round -> round.delays().unanswered()).sum(),
                rounds.stream().map(Round::lag).toList(),
                rounds.stream().map(round -> Math.round(round.heapMegabytes())).toList(),
                rounds.stream().map(Round::parked).toList(),
                rounds.stream().mapToLong(Round::mails).sum() == 0
                        ? "null"
                        : "%.3f".formatted(processorSecondsOfThousandMails(rounds)));
    }
}
