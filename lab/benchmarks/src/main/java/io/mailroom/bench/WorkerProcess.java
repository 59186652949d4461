package io.mailroom.bench;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.home.StackInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The first worker of a stack, seen from outside. */
public final class WorkerProcess {
    private static final String NAME = "mail-worker-1";
    private static final Pattern USED = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");
    private static final Pattern PARKED = Pattern.compile("(?m)^mailroom_parked_commands[^ ]* ([0-9.E+]+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB");
    private static final Pattern LOADED = Pattern.compile("\"partitionsLoaded\":\\s*\"(\\d+) of (\\d+)\"");
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LocalStack stack;

    public WorkerProcess(LocalStack stack) {
        this.stack = stack;
    }

    /** What is left of the heap after a full collection that the JVM is asked for. */
    public double liveHeapMegabytes() throws InterruptedException {
        try {
            String jcmd =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var process = new ProcessBuilder(jcmd, Long.toString(pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return stack.info().processes().stream()
                .filter(process -> process.name().equals(NAME))
                .mapToLong(StackInfo.Process::pid)
                .findFirst()
                .orElseThrow();
    }

    public long parked() throws InterruptedException {
        return (long) sum(PARKED);
    }

    /** Partitions that it works for, of those that it is to have; empty while it does not answer or does not know. */
    public OptionalInt loaded() throws InterruptedException {
        try {
            return LOADED.matcher(page("/q/health/ready"))
                    .results()
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .findFirst();
        } catch (UncheckedIOException notYet) {
            return OptionalInt.empty();
        }
    }

    private double sum(Pattern metric) throws InterruptedException {
        return metric.matcher(page("/q/metrics"))
                .results()
                .mapToDouble(result -> Double.parseDouble(result.group(1)))
                .sum();
    }

    private String page(String path) throws InterruptedException {
        // An upgrade to HTTP/2 in clear now and then ends in a protocol error.
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(URI.create(stack.part(NAME).url() + path))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
