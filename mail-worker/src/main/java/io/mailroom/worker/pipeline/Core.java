package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.CommandIntake;
import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.lane.Lines;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.token.TokenSource;
import io.mailroom.worker.topics.Holds;
import io.mailroom.worker.topics.Meant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
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
            SendStep send, SyncStep sync, TokenSource tokens, RetryPolicy retries, SendPace pace, Tally tally) {}

    /**
     * @param records under way at once, of those that came in or began just now
     * @param bytes of them, and as many again of the slow ones
     * @param slowRecords under way at once beside them, of those that take long
     * @param slowAfter so long takes who takes long
     * @param depth commands of one mailbox in memory behind its first; more wait in Kafka
     * @param gather how long a transaction waits for company
     * @param largestBatch settlements in one transaction at most
     * @param longestWait a longer wait parks a command
     * @param recheck how often a connection that is not connected is asked for
     * @param reconnectWithin how long a command waits for its connection
     * @param window how long a finished command is remembered
     * @param drain how long commands under way may take to end when partitions are given away
     */
    public record Limits(
            int records,
            long bytes,
            int slowRecords,
            Duration slowAfter,
            int depth,
            Duration gather,
            int largestBatch,
            Duration longestWait,
            Duration recheck,
            Duration reconnectWithin,
            Duration window,
            Duration drain) {
        /** Calls to others that may be in flight at once: each command makes one at a time. */
        public int callsAtOnce() {
            return records + CommandIntake.MOST_RECORDS_OF_A_POLL + slowRecords;
        }
    }

    private static final Logger LOG = Logger.getLogger(Core.class);

    /** A transaction has to end within the broker's bound, whatever was read at once. */
    private static final long LARGEST_TRANSACTION = 2L * io.mailroom.model.command.Limits.KEPT_RECORD_BYTES;

    private final Committers committers;
    private final RefusedWrites refused = new RefusedWrites();
    private final Partitions partitions;
    private final Budget budget;
    private final Rounds<OwnedPartition> sweeps;
    private final Rounds<OwnedPartition> cursorRounds;

    /** @param onFailure called once when nothing can be committed any more */
    public Core(Ports ports, Parts parts, Limits limits, Runnable onFailure) {
        this.committers = new Committers(
                ports.writers(),
                client -> new CommitTroubles(client, ports.holds(), refused, ports.clock()),
                new Committer.Bounds(limits.gather(), limits.largestBatch(), LARGEST_TRANSACTION),
                ports.timers(),
                ports.threads());
        this.budget = new Budget(limits.records(), limits.bytes(), limits.slowRecords());
        var settling = new Settling(committers, ports.holds(), budget, ports.clock(), parts.tally());
        var steps = new Steps(
                parts.send(),
                parts.sync(),
                parts.tokens(),
                parts.retries(),
                settling,
                ports.clock(),
                ports.timers(),
                new Steps.Patiences(limits.longestWait(), limits.recheck(), limits.reconnectWithin()));
        Turns.Fetching fetching = (partition, offset) -> ports.reader().committed(TopicNames.PARKED, partition, offset);
        var ground = new Lines.Ground(ports.threads(), ports.timers(), cause -> {
            LOG.error("a line failed for good", cause);
            onFailure.run();
        });
        var bounds = new Lines.Bounds(limits.depth(), limits.slowAfter());
        var cancelling = new Cancelling(settling, fetching, budget, ports.clock());
        // So many may be read before a transaction tells of them; the bound may be passed by one poll.
        partitions = new Partitions(
                new Loads(
                        new TakeOver(ports.reader(), ports.indexes(), ports.holds(), parts.pace(), ports.clock()),
                        ports.threads(),
                        ports.timers()),
                committers,
                ports.holds(),
                new Reception(
                        settling,
                        cancelling,
                        new Repeats(settling, budget, ports.threads(), ports.clock()),
                        budget,
                        ports.clock(),
                        parts.tally()),
                partition -> new Lines<>(
                        ground,
                        new Turns(partition, steps, settling, budget, fetching, ports.clock()),
                        budget,
                        partition,
                        bounds),
                budget,
                ports.timers(),
                limits.records() + CommandIntake.MOST_RECORDS_OF_A_POLL,
                limits.drain());
        sweeps = new Rounds<>(
                partitions::all,
                new JournalSweep(committers, ports.clock(), limits.window()),
                ports.threads(),
                ports.timers());
        cursorRounds =
                new Rounds<>(partitions::all, new CursorRound(new Marking(settling)), ports.threads(), ports.timers());
    }

    /** Where records go in. */
    public PartitionFlow flow() {
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
    public void sweepFromNowOn() {
        partitions.onTakeOver(() -> {
            sweeps.now();
            cursorRounds.now();
        });
        sweeps.again();
        cursorRounds.again();
    }

    /** Something about a connection changed: whoever waits for it may go on. */
    public void wake(ConnectionId connection) {
        partitions.wake(connection);
    }

    public int partitions() {
        return partitions.count();
    }

    public Takeovers takeovers(Membership member, Meant meant) {
        return partitions.takeovers(member, meant);
    }

    public int underWay() {
        return budget.underWay();
    }

    /** When anything was last committed; empty before partitions are owned. */
    public Optional<Instant> lastCommit() {
        return committers.lastCommit();
    }

    public int parked() {
        return partitions.parked();
    }

    /** Gives everything up where it is. */
    @Override
    public void close() {
        sweeps.close();
        cursorRounds.close();
        partitions.releaseAll();
        committers.close();
    }
}
