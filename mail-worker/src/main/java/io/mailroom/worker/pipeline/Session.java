package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.commit.KafkaWriter;
import io.mailroom.worker.intake.CommandIntake;
import io.mailroom.worker.journal.CompactedReader;
import io.mailroom.worker.time.ScheduledTimers;
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
    /**
     * What only a real broker needs.
     *
     * @param loadWithin how long the journal may take to load
     */
    public record Broker(Map<String, Object> connection, Duration transactionTimeout, Duration loadWithin) {}

    private final CountDownLatch failed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledTimers timers;
    private final KafkaWriter writer;
    private final CompactedReader reader;
    private final Core core;
    private final CommandIntake intake;
    private final Thread committing;

    /** Joins nothing yet, but fails if no broker answers. */
    public Session(Broker broker, String worker, String group, Core.Parts parts, Core.Limits limits, Clock clock) {
        var intakeLater = new AtomicReference<CommandIntake>();
        writer = new KafkaWriter(
                broker.connection(),
                "mailroom-" + worker,
                broker.transactionTimeout(),
                () -> intakeLater.get().generation());
        timers = new ScheduledTimers(clock, _ -> failed.countDown());
        reader = new CompactedReader(broker.connection(), broker.loadWithin());
        core = new Core(new Core.Ports(writer, reader, timers, clock, threads), parts, limits, failed::countDown);
        committing = Thread.ofPlatform().name("committer").daemon().unstarted(core.committer()::run);
        intake = new CommandIntake(broker.connection(), group, core.flow(), failed::countDown);
        intakeLater.set(intake);
    }

    public void start() {
        committing.start();
        core.sweepFromNowOn();
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
        return core.partitions();
    }

    public int underWay() {
        return core.underWay();
    }

    /** Records that wait to be read, as far as this worker knows. */
    public long lag() {
        return intake.lag();
    }

    /** When anything was last committed. */
    public Instant lastCommit() {
        return core.lastCommit();
    }

    /** Commands that wait in Kafka. */
    public int parked() {
        return core.parked();
    }

    public void wake(ConnectionId connection) {
        core.wake(connection);
    }

    public Instant lastPoll() {
        return intake.lastPoll();
    }

    /** When the broker was last told that this worker is there. */
    public Instant lastHeartbeat() {
        return intake.lastHeartbeat();
    }

    @Override
    public void close() {
        intake.close();
        core.close();
        try {
            committing.join(Duration.ofSeconds(10));
            writer.close();
            threads.shutdownNow();
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timers.close();
            reader.close();
        }
    }
}
