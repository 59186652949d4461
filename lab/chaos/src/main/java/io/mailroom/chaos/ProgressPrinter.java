package io.mailroom.chaos;

import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.listen.TopicReader;
import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.publish.Publisher;
import io.mailroom.chaos.trouble.TroubleLog;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells every few seconds how a round goes. */
final class ProgressPrinter implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final RoundOptions options;
    private final Instant begin;
    private final Publisher publisher;
    private final TopicReader<ResultEvent> results;
    private final TroubleLog troubleLog;
    private final SimulatorRecord simulator;
    private final StrainRun strains;
    private final Consumer<String> progress;
    private volatile boolean closed;

    ProgressPrinter(
            RoundOptions options,
            Instant begin,
            Publisher publisher,
            TopicReader<ResultEvent> results,
            TroubleLog troubleLog,
            SimulatorRecord simulator,
            StrainRun strains,
            Consumer<String> progress) {
        this.options = options;
        this.begin = begin;
        this.publisher = publisher;
        this.results = results;
        this.troubleLog = troubleLog;
        this.simulator = simulator;
        this.strains = strains;
        this.progress = progress;
    }

    void start() {
        Thread.ofVirtual().name("watch").start(this::watch);
    }

    private void watch() {
        while (!closed) {
            try {
                Waiting.pause(BETWEEN);
                if (!closed) {
                    simulator.drain();
                    progress.accept(line());
                }
            } catch (StackFailure later) {
                progress.accept(later.getMessage());
            }
        }
    }

    private String line() {
        Duration past = Duration.between(begin, Instant.now());
        int killed = troubleLog.counts().values().stream()
                .mapToInt(TroubleLog.Counts::killed)
                .sum();
        int stopped = troubleLog.counts().values().stream()
                .mapToInt(TroubleLog.Counts::stopped)
                .sum();
        String down =
                troubleLog.down().isEmpty() ? "nothing" : troubleLog.down().toString();
        return "%3d:%02d  published %d of %d, results %d, killed %d, stopped %d, Graph faults %d, %s, down now: %s"
                .formatted(
                        past.toMinutes(),
                        past.toSecondsPart(),
                        publisher.confirmed(),
                        options.commands(),
                        ResultEvent.answered(results.found()),
                        killed,
                        stopped,
                        simulator.faults(),
                        strains.line(),
                        down);
    }

    @Override
    public void close() {
        closed = true;
    }
}
