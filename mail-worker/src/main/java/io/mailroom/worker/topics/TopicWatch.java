package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.time.SharedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the topics again and again, on a thread of its own. A look that fails changes nothing: who was judged stays
 * so, who was not stays held. In memory stands what exists at the brokers, and nothing of what is gone.
 */
public final class TopicWatch implements Holds, AutoCloseable {
    /** More often only burdens the brokers; more seldom and a repair is not noticed within a minute. */
    public static final Duration OFTENEST = Duration.ofMillis(100);

    public static final Duration SELDOMEST = Duration.ofSeconds(30);

    static final String NOT_LOOKED_AT = "Its topics could not be looked at yet.";

    private final Supplier<Cluster> clusters;
    private final TopicRules rules;
    private final Duration every;
    private final Clock clock;
    private final ClockCheck clocks;
    private final Refusals refusals;
    private final HoldLog log = new HoldLog();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("topic-watch").daemon().unstarted(this::run);
    private volatile Judgements judgements = Judgements.NONE;
    private volatile boolean closing;
    private @Nullable Cluster cluster;

    /**
     * @param connection how to reach the brokers
     * @param every how often to look if nobody asks
     * @param journalWindow for so long a command is known that comes again
     */
    public TopicWatch(Map<String, Object> connection, Duration every, Duration journalWindow, Clock clock) {
        this(() -> new KafkaCluster(connection), new TopicRules(journalWindow), every, clock, ClockCheck.NONE);
    }

    /** @param onApart called if the clock is wrong */
    public TopicWatch(
            Map<String, Object> connection,
            Duration every,
            Duration journalWindow,
            SharedClock clock,
            Runnable onApart) {
        this(
                () -> new KafkaCluster(connection),
                new TopicRules(journalWindow),
                every,
                clock,
                new ClockCheck(clock, onApart));
    }

    TopicWatch(Supplier<Cluster> clusters, TopicRules rules, Duration every, Clock clock, ClockCheck clocks) {
        this.clusters = clusters;
        this.rules = rules;
        this.every = checked(every);
        this.clock = clock;
        this.clocks = clocks;
        this.refusals = new Refusals(clock);
    }

    /** @throws IllegalArgumentException if looks would come too often or too seldom */
    public static Duration checked(Duration every) {
        if (every.compareTo(OFTENEST) < 0 || every.compareTo(SELDOMEST) > 0) {
            throw new IllegalArgumentException(
                    "mailroom.topics.look-every (%s) must be from %s to %s".formatted(every, OFTENEST, SELDOMEST));
        }
        return every;
    }

    public void start() {
        thread.start();
    }

    @Override
    public Optional<String> of(ClientName client) {
        Judgements now = judgements;
        String why = now.held().get(client);
        if (why != null) {
            return Optional.of(why);
        }
        return now.fit().contains(client) ? refusals.of(client) : Optional.of(NOT_LOOKED_AT);
    }

    @Override
    public Map<ClientName, String> all() {
        Judgements now = judgements;
        var all = new HashMap<>(now.held());
        now.fit().forEach(client -> refusals.of(client).ifPresent(why -> all.put(client, why)));
        return all;
    }

    @Override
    public Optional<String> everybody() {
        return judgements.everybody();
    }

    @Override
    public Optional<String> topicId(String topic) {
        return Optional.ofNullable(judgements.ids().get(topic));
    }

    @Override
    public Optional<Instant> lookedAt() {
        return judgements.at();
    }

    /** The topics of commands that were found at the newest look; empty before the first one. */
    public Optional<Set<String>> ofCommands() {
        Judgements now = judgements;
        return now.at()
                .map(_ -> now.clients().stream().map(TopicNames::commands).collect(Collectors.toSet()));
    }

    @Override
    public void refused(ClientName client, String why) {
        refusals.add(client, Sentence.bounded(why));
        look();
    }

    @Override
    public void look() {
        wanted.release();
    }

    private void run() {
        try {
            while (!closing) {
                lookOnce();
                waitForTheNext();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, and nobody looks at this thread any more.
        } finally {
            dropCluster();
        }
    }

    /** Whatever a look fails with, the next one comes. */
    private void lookOnce() throws InterruptedException {
        Instant began = clock.instant();
        try {
            if (cluster == null) {
                cluster = clusters.get();
            }
            if (!clocks.mayJudge(cluster)) {
                return;
            }
            judge(cluster.look(), began);
            log.looked();
        } catch (ExecutionException | TimeoutException e) {
            log.failed(e, true);
        } catch (RuntimeException | Error e) {
            log.failed(e, false);
            dropCluster();
        }
        log.tell(everybody(), all());
    }

    private void judge(ClusterFacts facts, Instant began) {
        Judgements next = judgements.next(facts, rules, began);
        next.fit().stream()
                .filter(client -> !facts.leavesOpen(client))
                .forEach(client -> refusals.foundWell(client, began));
        refusals.keepOnly(next.clients(), began);
        judgements = next;
    }

    private void waitForTheNext() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(OFTENEST.toMillis());
        Duration untilARefusalEnds = refusals.nextEnd()
                .map(end -> Duration.between(clock.instant(), end))
                .filter(time -> !time.isNegative())
                .orElse(every);
        Duration time = untilARefusalEnds.compareTo(every) < 0 ? untilARefusalEnds : every;
        if (wanted.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            wanted.drainPermits();
        }
    }

    private void dropCluster() {
        Cluster dropped = cluster;
        cluster = null;
        try {
            if (dropped != null) {
                dropped.close();
            }
        } catch (RuntimeException e) {
            log.failed(e, false);
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
