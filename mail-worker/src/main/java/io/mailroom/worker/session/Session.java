package io.mailroom.worker.session;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.commit.KafkaWriter;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.CommandIntake;
import io.mailroom.worker.intake.IntakeSigns;
import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.journal.CompactedReader;
import io.mailroom.worker.takeover.TakeoverStatus;
import io.mailroom.worker.time.ScheduledTimers;
import io.mailroom.worker.topics.GroupWatch;
import io.mailroom.worker.topics.Holds;
import io.mailroom.worker.topics.TopicWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * One membership in the group, from joining to leaving or failing. What is in memory lives as long as a session; after
 * a failure the next session reads everything anew, so no state is ever mended in place.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Session.class);

    /**
     * What only a real broker needs.
     *
     * @param loadWithin how long reading what was written down may stand still
     * @param lookEvery how often the topics are looked at
     */
    public record Broker(
            Map<String, Object> connection, Duration transactionTimeout, Duration loadWithin, Duration lookEvery) {
        public Broker {
            lookEvery = TopicWatch.checked(lookEvery);
        }
    }

    private final CountDownLatch failed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompactedReader reader;
    private final ScheduledTimers timers;
    private final TopicWatch topics;
    private final GroupWatch membership;
    private final Core core;
    private final CommandIntake intake;

    /**
     * Joins nothing yet, but fails if the brokers' names mean nothing.
     *
     * @param clock is compared with the brokers' if it is a shared one; where it is wrong, the session fails
     */
    public Session(
            Broker broker,
            String worker,
            String group,
            StateIndexes indexes,
            Core.Parts parts,
            Core.Limits limits,
            Clock clock) {
        var intakeLater = new AtomicReference<CommandIntake>();
        reader = new CompactedReader(broker.connection(), broker.loadWithin());
        timers = new ScheduledTimers(clock, _ -> failed.countDown());
        topics = new TopicWatch(broker.connection(), broker.lookEvery(), limits.window(), clock, failed::countDown);
        core = new Core(
                new Core.Ports(
                        client -> writer(broker, worker, client, intakeLater, clock),
                        reader,
                        indexes,
                        timers,
                        clock,
                        this::execute,
                        topics),
                parts,
                limits,
                failed::countDown);
        try {
            membership = new GroupWatch(broker.connection(), group, topics::ofCommands);
            intake = new CommandIntake(
                    broker.connection(), group, core.partitions(), clock, membership::told, failed::countDown);
        } catch (RuntimeException e) {
            timers.close();
            reader.close();
            throw e;
        }
        intakeLater.set(intake);
    }

    private static TransactionalWriter writer(
            Broker broker, String worker, ClientName client, AtomicReference<CommandIntake> intake, Clock clock) {
        return new KafkaWriter(
                broker.connection(),
                "mailroom-" + worker + "-" + client,
                broker.transactionTimeout(),
                () -> intake.get().generation(),
                clock);
    }

    /** Whatever a thread ends by that nobody foresaw, nothing may go on without it. */
    private void execute(Runnable task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) { // an error too: its thread is gone
                LOG.error("a thread failed, everything is read anew", e);
                failed.countDown();
            }
        });
    }

    public void start() {
        topics.start();
        membership.start();
        core.startMaintenance();
        intake.start();
    }

    /** Waits until the session has failed. */
    public void awaitFailure() throws InterruptedException {
        failed.await();
    }

    public boolean hasFailed() {
        return failed.getCount() == 0;
    }

    /** How far it is from working for all that the group means it to have. */
    public TakeoverStatus takeovers() {
        Optional<Membership> member = hasFailed() ? Optional.empty() : membership.membership();
        return member.filter(Membership::joined)
                .map(joined -> core.partitions().status(joined, membership.meant(joined)))
                .orElseGet(TakeoverStatus.NotJoined::new);
    }

    /** Who may not be worked for, and why. */
    public Holds holds() {
        return topics;
    }

    public Core core() {
        return core;
    }

    public IntakeSigns signs() {
        return intake.signs();
    }

    @Override
    public void close() {
        try (reader;
                topics;
                membership;
                timers) {
            intake.close();
            core.close();
            core.ended().get(10, TimeUnit.SECONDS);
            threads.shutdownNow();
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("commands under way did not end in time");
            }
        } catch (TimeoutException e) {
            LOG.warn("a transaction did not end in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }
}
