package io.mailroom.chaos;

import io.mailroom.chaos.listen.Told;
import io.mailroom.chaos.listen.TopicReader;
import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.publish.Publisher;
import io.mailroom.chaos.trouble.Diary;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells every few seconds how a round goes. */
final class Watch implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final RoundOptions options;
    private final Instant begin;
    private final Publisher publisher;
    private final TopicReader<Told> results;
    private final Diary diary;
    private final Witness witness;
    private final Strains strains;
    private final Consumer<String> progress;
    private volatile boolean closed;

    Watch(
            RoundOptions options,
            Instant begin,
            Publisher publisher,
            TopicReader<Told> results,
            Diary diary,
            Witness witness,
            Strains strains,
            Consumer<String> progress) {
        this.options = options;
        this.begin = begin;
        this.publisher = publisher;
        this.results = results;
        this.diary = diary;
        this.witness = witness;
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
                    witness.drain();
                    progress.accept(line());
                }
            } catch (StackFailure later) {
                progress.accept(later.getMessage());
            }
        }
    }

    private String line() {
        Duration past = Duration.between(begin, Instant.now());
        int killed =
                diary.counts().values().stream().mapToInt(Diary.Counts::killed).sum();
        int stopped =
                diary.counts().values().stream().mapToInt(Diary.Counts::stopped).sum();
        String down = diary.down().isEmpty() ? "nothing" : diary.down().toString();
        return "%3d:%02d  published %d of %d, results %d, killed %d, stopped %d, Graph faults %d, %s, down now: %s"
                .formatted(
                        past.toMinutes(),
                        past.toSecondsPart(),
                        publisher.confirmed(),
                        options.commands(),
                        Told.answered(results.found()),
                        killed,
                        stopped,
                        witness.faults(),
                        strains.line(),
                        down);
    }

    @Override
    public void close() {
        closed = true;
    }
}
