package io.mailroom.bench.journal;

import io.mailroom.bench.OneWorkerStack;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A worker process that is killed and started again beside a real broker with ever more in its journal. */
@Command(
        name = "journal",
        sortOptions = false,
        description =
                "How a worker starts with so many finished commands in its journal: seconds until it works for all"
                        + " its partitions, processor time, heap, memory and disk; first with nothing on its disk, then again.",
        mixinStandardHelpOptions = true)
public final class JournalBench implements Callable<Integer> {
    private static final String WORKER = "mail-worker-1";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--entries",
            split = ",",
            description = "Finished commands, in rising order (default: ${DEFAULT-VALUE}).")
    private List<Long> entries = List.of(1_000_000L, 3_000_000L, 10_000_000L, 30_000_000L);

    @Option(names = "--json", description = "One JSON line for each start.")
    private boolean json;

    private final OneWorkerStack here = new OneWorkerStack("journal", 0, this::say);

    @Override
    public Integer call() throws InterruptedException {
        List<Start> starts = here.measure((stack, _) -> measure(stack));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            starts.forEach(start -> out.println(start.json()));
        } else {
            Start.head().forEach(out::println);
            starts.forEach(start -> out.println(start.text()));
        }
        out.flush();
        return 0;
    }

    private List<Start> measure(LocalStack stack) throws InterruptedException {
        var fill = new JournalFill(stack.info(), 1);
        var starts = new ArrayList<Start>();
        long have = 0;
        for (long wanted : entries) {
            stack.terminate(WORKER);
            long before = have;
            fill.add(wanted - have, written -> say("written: %,d of %,d".formatted(before + written, wanted)));
            have = wanted;
            delete(directory());
            starts.add(start(stack, wanted, false));
            stack.kill(WORKER);
            starts.add(start(stack, wanted, true));
        }
        return starts;
    }

    private Start start(LocalStack stack, long count, boolean again) throws InterruptedException {
        Instant begin = Instant.now();
        stack.restart(WORKER);
        Duration untilReady = Duration.between(begin, Instant.now());
        var worker = new WorkerProcess(stack);
        var start = new Start(
                count,
                again,
                untilReady,
                worker.processorTime(),
                worker.liveHeapMegabytes(),
                worker.residentMegabytes(),
                megabytes(directory()),
                journalMegabytes());
        say(start.text());
        return start;
    }

    private Path directory() {
        return here.home().data(WORKER);
    }

    private double journalMegabytes() {
        Path logs = here.home().data("kafka").resolve("data");
        try (Stream<Path> topics = Files.list(logs)) {
            return topics.filter(folder -> folder.getFileName().toString().startsWith("mail.journal-"))
                    .mapToDouble(JournalBench::megabytes)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double megabytes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1024.0
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
