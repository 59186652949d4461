package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.KafkaWriter;
import io.mailroom.worker.intake.CommandIntake;
import io.mailroom.worker.journal.CompactedReader;
import io.mailroom.worker.lane.Lanes;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One membership in the group, from joining to leaving or failing. What is in memory lives as long as a session; after
 * a failure the next session reads everything anew, so no state is ever mended in place.
 */
public final class Session implements AutoCloseable {
    /** What a session is made of. */
    public record Parts(
            SendStep send, SyncStep sync, TokenSource tokens, RetryPolicy retries, Clock clock, Tally tally) {}

    /**
     * @param gather how long a transaction waits for company
     * @param largestBatch settlements in one transaction at most
     * @param loadWithin how long the journal may take to load
     * @param longestWait a longer wait postpones a command
     * @param drain how long commands under way may take to end when the session is closed
     */
    public record Limits(
            int records,
            long bytes,
            Duration gather,
            int largestBatch,
            Duration transactionTimeout,
            Duration loadWithin,
            Duration longestWait,
            Duration drain) {}

    private final CountDownLatch failed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final KafkaWriter writer;
    private final Committer committer;
    private final Partitions partitions;
    private final CommandIntake intake;
    private final Budget budget;

    /** Joins nothing yet, but fails if no broker answers. */
    public Session(Map<String, Object> kafka, String worker, String group, Parts parts, Limits limits) {
        var intakeLater = new AtomicReference<CommandIntake>();
        writer = new KafkaWriter(
                kafka,
                "mailroom-" + worker,
                limits.transactionTimeout(),
                () -> intakeLater.get().generation());
        committer = new Committer(writer, limits.gather(), limits.largestBatch(), failed::countDown);
        budget = new Budget(limits.records(), limits.bytes());
        var steps = new Steps(
                parts.send(),
                parts.sync(),
                parts.tokens(),
                parts.retries(),
                committer,
                parts.clock(),
                limits.longestWait());
        var pipeline = new MailPipeline(
                new Lanes<ConnectionId>(threads), steps, committer, budget, parts.clock(), parts.tally());
        // The budget may be passed by one poll, so a former owner may have begun that many.
        partitions = new Partitions(
                new CompactedReader(kafka, limits.loadWithin()),
                committer,
                pipeline,
                budget,
                limits.records() + CommandIntake.MOST_RECORDS_OF_A_POLL,
                limits.drain());
        intake = new CommandIntake(kafka, group, partitions, failed::countDown);
        intakeLater.set(intake);
    }

    public void start() {
        committer.start();
        intake.start();
    }

    /** Waits until the session has failed. */
    public void awaitFailure() throws InterruptedException {
        failed.await();
    }

    public boolean hasFailed() {
        return failed.getCount() == 0;
    }

    /** Whether the group has taken this worker in. */
    public boolean joined() {
        return intake.generation().isPresent();
    }

    public int partitions() {
        return partitions.count();
    }

    public int underWay() {
        return budget.underWay();
    }

    public Instant lastPoll() {
        return intake.lastPoll();
    }

    @Override
    public void close() {
        intake.close();
        partitions.releaseAll();
        committer.close();
        writer.close();
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
