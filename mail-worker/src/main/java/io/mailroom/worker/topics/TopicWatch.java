package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks at the topics again and again, on a thread of its own. A look that fails changes nothing: who was judged stays
 * so, who was not stays held. In memory stands what exists at the brokers, and nothing of what is gone.
 */
public final class TopicWatch implements Holds, AutoCloseable {
    /** More often only burdens the brokers; more seldom and a repair is not noticed within a minute. */
    public static final Duration OFTENEST = Duration.ofMillis(100);

    public static final Duration SELDOMEST = Duration.ofSeconds(30);

    static final String NOT_LOOKED_AT = "Its topics could not be looked at yet.";

    private final WatchThread<Cluster> thread;
    private final TopicRules rules;
    private final Duration every;
    private final Clock clock;
    private final ClockCheck clocks;
    private final Refusals refusals;
    private final HoldLog log = new HoldLog();
    private volatile Judgements judgements = Judgements.NONE;

    /**
     * @param connection how to reach the brokers
     * @param every how often to look if nobody asks
     * @param journalWindow for so long a command is known that comes again
     * @param clock is compared with the brokers' if it is a shared one
     * @param onApart called if it is wrong
     */
    public TopicWatch(
            Map<String, Object> connection, Duration every, Duration journalWindow, Clock clock, Runnable onApart) {
        this(
                () -> new KafkaCluster(connection),
                new TopicRules(journalWindow),
                every,
                clock,
                new ClockCheck(clock, onApart));
    }

    TopicWatch(Supplier<Cluster> clusters, TopicRules rules, Duration every, Clock clock, ClockCheck clocks) {
        this.thread = new WatchThread<>("topic-watch", clusters, this::lookAndWait);
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
        Optional<String> judged = judgements.clients().getOrDefault(client, Optional.of(NOT_LOOKED_AT));
        return judged.or(() -> refusals.of(client));
    }

    @Override
    public Map<ClientName, String> all() {
        var all = new HashMap<ClientName, String>();
        judgements
                .clients()
                .forEach((client, judged) ->
                        judged.or(() -> refusals.of(client)).ifPresent(why -> all.put(client, why)));
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
                .map(_ -> now.clients().keySet().stream()
                        .map(TopicNames::commands)
                        .collect(Collectors.toSet()));
    }

    @Override
    public void refused(ClientName client, String why) {
        refusals.add(client, Sentence.bounded(why));
        look();
    }

    @Override
    public void look() {
        thread.wake();
    }

    private void lookAndWait() throws InterruptedException {
        lookOnce();
        TimeUnit.MILLISECONDS.sleep(OFTENEST.toMillis());
        thread.await(untilTheNext());
    }

    /** Whatever a look fails with, the next one comes. */
    private void lookOnce() throws InterruptedException {
        Instant began = clock.instant();
        try {
            Cluster cluster = thread.client();
            if (!clocks.mayJudge(cluster)) {
                return;
            }
            judge(cluster.look(), began);
            log.looked();
        } catch (ExecutionException | TimeoutException e) {
            log.failed(e, true);
        } catch (RuntimeException | Error e) {
            log.failed(e, false);
            thread.drop();
        }
        log.tell(everybody(), all());
    }

    private void judge(ClusterFacts facts, Instant began) {
        Judgements next = judgements.next(facts, rules, began);
        next.clients().forEach((client, judged) -> {
            if (judged.isEmpty() && !facts.leavesOpen(client)) {
                refusals.foundWell(client, began);
            }
        });
        refusals.keepOnly(next.clients().keySet(), began);
        judgements = next;
    }

    /** A refusal may be over before the next look would come by itself. */
    private Duration untilTheNext() {
        return refusals.nextEnd()
                .map(end -> Duration.between(clock.instant(), end))
                .filter(time -> !time.isNegative() && time.compareTo(every) < 0)
                .orElse(every);
    }

    @Override
    public void close() {
        thread.close();
    }
}
