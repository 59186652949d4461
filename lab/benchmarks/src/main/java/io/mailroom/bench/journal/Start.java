package io.mailroom.bench.journal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One start of a worker.
 *
 * @param entries finished commands in the journal
 * @param again whether the worker had been started with the same disk before
 * @param untilReady from the start of the process until it works for all its partitions
 * @param cpu of the process until then
 * @param heapMegabytes live after a full collection
 * @param residentMegabytes of the process, pages of mapped files included
 * @param diskMegabytes of the folder beside the journal
 * @param journalMegabytes of the topic itself
 */
record Start(
        long entries,
        boolean again,
        Duration untilReady,
        Duration cpu,
        double heapMegabytes,
        double residentMegabytes,
        double diskMegabytes,
        double journalMegabytes) {
    static List<String> head() {
        return List.of(
                "",
                "%12s  %-6s %9s %8s %8s %8s %8s %11s"
                        .formatted(
                                "entries", "start", "seconds", "CPU s", "heap MB", "RSS MB", "disk MB", "journal MB"));
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%,12d  %-6s %9.1f %8.1f %8.0f %8.0f %8.0f %11.0f",
                entries,
                again ? "again" : "first",
                seconds(untilReady),
                seconds(cpu),
                heapMegabytes,
                residentMegabytes,
                diskMegabytes,
                journalMegabytes);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"entries\":%d,\"again\":%s,\"seconds\":%.2f,\"cpuSeconds\":%.2f,\"heapMegabytes\":%.1f,"
                        + "\"residentMegabytes\":%.1f,\"diskMegabytes\":%.1f,\"journalMegabytes\":%.1f}",
                entries,
                again,
                seconds(untilReady),
                seconds(cpu),
                heapMegabytes,
                residentMegabytes,
                diskMegabytes,
                journalMegabytes);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
