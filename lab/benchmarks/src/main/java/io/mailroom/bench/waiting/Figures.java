package io.mailroom.bench.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the worker used of the processor.
 *
 * @param idle while nothing waited
 * @param waiting while commands waited
 * @param over so long, each
 * @param waitingAtBegin commands without a result when measuring began
 * @param waitingAtEnd and when it ended
 * @param calls of Graph that were answered meanwhile: work that no waiting explains
 * @param bar cores that waiting may cost at most
 */
record Figures(
        Cores idle, Cores waiting, Duration over, long waitingAtBegin, long waitingAtEnd, int calls, double bar) {

    /**
     * @param all of the process
     * @param compiling of them, those of the JVM's compilers, which end some time after a start
     */
    record Cores(double all, double compiling) {
        static Cores of(Duration all, Duration compiling, Duration over) {
            return new Cores((double) all.toNanos() / over.toNanos(), (double) compiling.toNanos() / over.toNanos());
        }
    }

    boolean kept() {
        return waiting.all() <= bar;
    }

    List<String> text() {
        return List.of(
                "",
                "%-9s %9s %9s %9s %12s".formatted("", "cores", "compiling", "waiting", "Graph calls"),
                String.format(Locale.ROOT, "%-9s %9.3f %9.3f %9d %12d", "idle", idle.all(), idle.compiling(), 0, 0),
                String.format(
                        Locale.ROOT,
                        "%-9s %9.3f %9.3f %9s %12d",
                        "waiting",
                        waiting.all(),
                        waiting.compiling(),
                        waitingAtEnd + "-" + waitingAtBegin,
                        calls),
                String.format(
                        Locale.ROOT, "over %d s each; the bar of %.3f cores is %s", over.toSeconds(), bar, word()));
    }

    private String word() {
        return kept() ? "kept" : "MISSED";
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"idleCores\":%.4f,\"idleCompiling\":%.4f,\"waitingCores\":%.4f,\"waitingCompiling\":%.4f,\"seconds\":%d,\"waitingAtBegin\":%d,\"waitingAtEnd\":%d,"
                        + "\"graphCalls\":%d,\"bar\":%.4f,\"kept\":%s}",
                idle.all(),
                idle.compiling(),
                waiting.all(),
                waiting.compiling(),
                over.toSeconds(),
                waitingAtBegin,
                waitingAtEnd,
                calls,
                bar,
                kept());
    }
}
