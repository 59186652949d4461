package io.mailroom.bench;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.http.Http;
import io.mailroom.stack.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The first worker of a stack, seen from outside. */
public record WorkerProcess(LocalStack stack) {
    private static final String NAME = "mail-worker-1";
    private static final Pattern USED = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");
    private static final Pattern PARKED = Pattern.compile("(?m)^mailroom_parked_commands[^ ]* ([0-9.E+]+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB");
    private static final Pattern LOADED = Pattern.compile("\"partitionsLoaded\":\\s*\"(\\d+) of (\\d+)\"");
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is left of the heap after a full collection that the JVM is asked for. */
    public double liveHeapMegabytes() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Command.run(
                "A full collection in " + NAME,
                List.of(jcmd, Long.toString(pid()), "GC.run"),
                Path.of(stack.part(NAME).log()),
                Duration.ofMinutes(5));
        return sum(USED) / 1024 / 1024;
    }

    /** What of it is in memory, as the operating system counts it; 0 where it does not tell. */
    public double residentMegabytes() {
        Path status = Path.of("/proc", Long.toString(pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try {
            return RESIDENT.matcher(Files.readString(status))
                    .results()
                    .mapToDouble(result -> Double.parseDouble(result.group(1)) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All processor time of the process so far, user and system, as the operating system counts it (10 ms on Linux). */
    public Duration processorTime() {
        return ProcessHandle.of(pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("The system does not tell the processor time of " + NAME));
    }

    /** Of that, what the JVM's compilers used; zero where the system does not tell of threads. */
    public Duration compilerTime() {
        Path threads = Path.of("/proc", Long.toString(pid()), "task");
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.map(WorkerProcess::compilerTime).reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** See proc(5): fields 14 and 15 of stat, in ticks of 10 ms, counted behind the name in parentheses. */
    private static Duration compilerTime(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            if (!COMPILER.matcher(stat).find()) {
                return Duration.ZERO;
            }
            String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Duration.ofMillis(10 * (Long.parseLong(behindName[11]) + Long.parseLong(behindName[12])));
        } catch (IOException ended) {
            return Duration.ZERO;
        }
    }

    private long pid() {
        return stack.part(NAME).pid();
    }

    public long parked() {
        return (long) sum(PARKED);
    }

    /** Partitions that it works for, of those that it is to have; empty while it does not answer or does not know. */
    public OptionalInt loaded() {
        return LOADED.matcher(page("/q/health/ready"))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst();
    }

    private double sum(Pattern metric) {
        return metric.matcher(page("/q/metrics"))
                .results()
                .mapToDouble(result -> Double.parseDouble(result.group(1)))
                .sum();
    }

    /** Nothing while it does not answer. */
    private String page(String path) {
        return Http.get(stack.part(NAME).url() + path, PATIENCE)
                .map(HttpResponse::body)
                .orElse("");
    }
}
