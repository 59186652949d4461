package io.mailroom.bench.journal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One start of a worker.
 *
 * @param entries finished commands in the journal
 * @param number 1 with nothing on its disk; later ones with the same disk
 * @param untilReady from the start of the process until it works for all its partitions
 * @param takeover of that, from the moment its partitions were given to it
 * @param cpu of the process until then; that of a start with 0 entries is the virtual machine's
 * @param heapMegabytes live after a full collection
 * @param residentMegabytes of the process, pages of mapped files included
 * @param diskMegabytes of the folder beside the journal
 * @param journalMegabytes of the topic itself
 * @param fill how long it took to write the entries that were not there before
 * @param thousandSends processor time of a thousand sends of this process; nothing if it was not measured
 */
record Start(
        long entries,
        int number,
        Duration untilReady,
        Duration takeover,
        Duration cpu,
        double heapMegabytes,
        double residentMegabytes,
        double diskMegabytes,
        double journalMegabytes,
        Duration fill,
        Optional<Duration> thousandSends) {
    Start with(Duration ofAThousand) {
        return new Start(
                entries,
                number,
                untilReady,
                takeover,
                cpu,
                heapMegabytes,
                residentMegabytes,
                diskMegabytes,
                journalMegabytes,
                fill,
                Optional.of(ofAThousand));
    }

    static List<String> lines(List<Start> starts, boolean json) {
        return json
                ? starts.stream().map(Start::json).toList()
                : Stream.concat(head(), starts.stream().map(Start::text)).toList();
    }

    private static Stream<String> head() {
        return Stream.of(
                "",
                "%12s %5s %9s %9s %8s %8s %8s %8s %11s %7s %17s"
                        .formatted(
                                "entries",
                                "start",
                                "seconds",
                                "takeover",
                                "CPU s",
                                "heap MB",
                                "RSS MB",
                                "disk MB",
                                "journal MB",
                                "fill s",
                                "1000 sends, CPU s"));
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%,12d %5d %9.1f %9.1f %8.1f %8.0f %8.0f %8.0f %11.0f %7.0f %17s",
                entries,
                number,
                seconds(untilReady),
                seconds(takeover),
                seconds(cpu),
                heapMegabytes,
                residentMegabytes,
                diskMegabytes,
                journalMegabytes,
                seconds(fill),
                thousandSends.map(cost -> "%.2f".formatted(seconds(cost))).orElse(""));
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                "{\"entries\":%d,\"start\":%d,\"seconds\":%.2f,\"takeoverSeconds\":%.2f,\"cpuSeconds\":%.2f,\"heapMegabytes\":%.1f,"
                        + "\"residentMegabytes\":%.1f,\"diskMegabytes\":%.1f,\"journalMegabytes\":%.1f,\"fillSeconds\":%.1f,"
                        + "\"thousandSendsCpuSeconds\":%s}",
                entries,
                number,
                seconds(untilReady),
                seconds(takeover),
                seconds(cpu),
                heapMegabytes,
                residentMegabytes,
                diskMegabytes,
                journalMegabytes,
                seconds(fill),
                thousandSends.map(cost -> "%.3f".formatted(seconds(cost))).orElse("null"));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
