package io.mailroom.worker.session;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.command.Cancellation;
import io.mailroom.worker.command.CommandAdmission;
import io.mailroom.worker.command.CommandRunner;
import io.mailroom.worker.command.Enqueuer;
import io.mailroom.worker.command.ParkedCommands;
import io.mailroom.worker.command.ParkedRecords;
import io.mailroom.worker.command.Parking;
import io.mailroom.worker.command.ResultCounter;
import io.mailroom.worker.command.ResultWriter;
import io.mailroom.worker.command.Steps;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.CommandIntake;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.maintenance.CursorMigration;
import io.mailroom.worker.maintenance.JournalPruning;
import io.mailroom.worker.maintenance.MaintenanceLoop;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommitTroubles;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.partition.Partitions;
import io.mailroom.worker.partition.RefusedWrites;
import io.mailroom.worker.pipeline.Pipeline;
import io.mailroom.worker.pipeline.QueueTurns;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.takeover.PartitionLoader;
import io.mailroom.worker.takeover.Takeovers;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.token.TokenSource;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * All that happens between a record that comes in and a transaction that goes out. It knows no broker, no socket, no
 * thread and no clock but those that are handed in, so that a simulation can run it as production does.
 */
public final class Core implements AutoCloseable {
    /** What surrounds the core. */
    public record Ports(
            Function<ClientName, TransactionalWriter> writers,
            StateReader reader,
            StateIndexes indexes,
            Timers timers,
            Clock clock,
            Executor threads,
            Holds holds) {}

    /** What the core is made of. */
    public record Parts(
            SendStep send,
            SyncStep sync,
            TokenSource tokens,
            RetryPolicy retries,
            SendPace pace,
            ResultCounter counter) {}

    /**
     * Commands under way at once.
     *
     * @param records of those that came in or began just now
     * @param bytes of them, and as many again of the slow ones
     * @param slowRecords beside them, of those that take long
     */
    public record InFlight(int records, long bytes, int slowRecords) {}

    /**
     * @param gather how long a transaction waits for company
     * @param largestBatch requests in one transaction at most
     * @param window how long a finished command is remembered
     * @param drain how long commands under way may take to end when partitions are given away
     */
    public record Limits(
            InFlight inFlight,
            MailboxQueues.Bounds queue,
            Duration gather,
            int largestBatch,
            Steps.Limits waits,
            Duration window,
            Duration drain) {
        /** Calls to others that may be in flight at once: each command makes one at a time. */
        public int callsAtOnce() {
            return inFlight.records() + CommandIntake.MOST_RECORDS_OF_A_POLL + inFlight.slowRecords();
        }
    }

    private static final Logger LOG = Logger.getLogger(Core.class);

    /** A transaction has to end within the broker's bound, whatever was read at once. */
    private static final long LARGEST_TRANSACTION = 2L * io.mailroom.model.command.Limits.KEPT_RECORD_BYTES;

    private final Committers committers;
    private final RefusedWrites refused = new RefusedWrites();
    private final Partitions partitions;
    private final Budget budget;
    private final List<MaintenanceLoop<OwnedPartition>> maintenance;

    /** @param onFailure called once when nothing can be committed any more */
    public Core(Ports ports, Parts parts, Limits limits, Runnable onFailure) {
        this.committers = new Committers(
                ports.writers(),
                client -> new CommitTroubles(client, ports.holds(), refused, ports.clock()),
                new Committer.Bounds(limits.gather(), limits.largestBatch(), LARGEST_TRANSACTION),
                ports.timers(),
                ports.threads());
        this.budget = new Budget(
                limits.inFlight().records(),
                limits.inFlight().bytes(),
                limits.inFlight().slowRecords());
        var writer = new PartitionWriter(committers, ports.holds());
        Pipeline pipeline = pipeline(ports, parts, limits, writer);
        this.partitions = partitions(ports, parts, limits, pipeline, onFailure);
        this.maintenance = Stream.of(
                        new JournalPruning(committers, ports.clock(), limits.window()), new CursorMigration(writer))
                .map(work -> new MaintenanceLoop<OwnedPartition>(
                        partitions.owned()::all, work, ports.threads(), ports.timers()))
                .toList();
    }

    private Pipeline pipeline(Ports ports, Parts parts, Limits limits, PartitionWriter writer) {
        Clock clock = ports.clock();
        var results = new ResultWriter(writer, budget, clock, parts.counter());
        var parking = new Parking(writer, results, budget, clock);
        ParkedRecords records = (partition, offset) -> ports.reader().committed(TopicNames.PARKED, partition, offset);
        var steps = new Steps(
                parts.send(),
                parts.sync(),
                parts.tokens(),
                parts.retries(),
                writer,
                clock,
                ports.timers(),
                limits.waits());
        return new Pipeline(
                new CommandAdmission(budget, clock, parts.counter()),
                new Cancellation(writer, results, records, budget, clock),
                new Enqueuer(results, parking, budget, ports.threads(), clock),
                new ParkedCommands(records, writer, budget, clock),
                new CommandRunner(steps),
                results,
                parking,
                budget,
                clock);
    }

    private Partitions partitions(Ports ports, Parts parts, Limits limits, Pipeline pipeline, Runnable onFailure) {
        var ground = new MailboxQueues.Ground(ports.threads(), ports.timers(), cause -> {
            LOG.error("a queue failed for good", cause);
            onFailure.run();
        });
        var loader = new PartitionLoader(ports.reader(), ports.indexes(), ports.holds(), parts.pace(), ports.clock());
        return new Partitions(
                new Takeovers(loader, ports.threads(), ports.timers()),
                committers,
                ports.holds(),
                pipeline::admit,
                partition -> new MailboxQueues<>(
                        ground, new QueueTurns(partition, pipeline), budget, partition, limits.queue()),
                budget,
                ports.timers(),
                // So many may be read before a transaction tells of them; the bound may be passed by one poll.
                limits.inFlight().records() + CommandIntake.MOST_RECORDS_OF_A_POLL,
                limits.drain());
    }

    /** Where records go in, and what is owned. */
    public Partitions partitions() {
        return partitions;
    }

    /** Writes that Kafka will never take. */
    public RefusedWrites refusedWrites() {
        return refused;
    }

    /** Clients whose commits fail just now. */
    public Map<ClientName, Committer.Stuck> stuck() {
        return committers.stuck();
    }

    /** Completes after {@link #close} once nothing is being committed any more. */
    public CompletableFuture<Void> ended() {
        return committers.ended();
    }

    /**
     * Forgets what the journal's window has passed over, and brings cursors into their newest form: of partitions when
     * they are taken over, and every ten minutes.
     */
    public void startMaintenance() {
        partitions.onTakeOver(() -> maintenance.forEach(MaintenanceLoop::now));
        maintenance.forEach(MaintenanceLoop::again);
    }

    public int underWay() {
        return budget.underWay();
    }

    /** When anything was last committed; empty before partitions are owned. */
    public Optional<Instant> lastCommit() {
        return committers.lastCommit();
    }

    /** Gives everything up where it is. */
    @Override
    public void close() {
        maintenance.forEach(MaintenanceLoop::close);
        partitions.releaseAll();
        committers.close();
    }
}
