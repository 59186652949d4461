package io.mailroom.bench.headofline;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.home.StackInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The worker, seen from outside. */
final class Worker {
    private static final Pattern USED = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");
    private static final Pattern PARKED = Pattern.compile("(?m)^mailroom_parked_commands[^ ]* ([0-9.E+]+)");

    private final LocalStack stack;

    Worker(LocalStack stack) {
        this.stack = stack;
    }

    /** What is left of the heap after a full collection that the JVM is asked for. */
    double liveHeapMegabytes() throws InterruptedException {
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

    private long pid() {
        return stack.info().processes().stream()
                .filter(process -> process.name().equals("mail-worker-1"))
                .mapToLong(StackInfo.Process::pid)
                .findFirst()
                .orElseThrow();
    }

    long parked() throws InterruptedException {
        return (long) sum(PARKED);
    }

    private double sum(Pattern metric) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(stack.part("mail-worker-1").url() + "/q/metrics"))
                    .build();
            String metrics = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return metric.matcher(metrics)
                    .results()
                    .mapToDouble(result -> Double.parseDouble(result.group(1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
