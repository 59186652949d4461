package io.mailroom.worker.commit;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.time.Backoff;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A committer for each client, so that whatever its topics, rights or records do to its transactions, the others' go on.
 * One that has failed is replaced after a rest, once all partitions of its client were released: what was in memory is
 * then gone, and is read anew.
 *
 * <p>Bound: the clients of which a partition is owned, whose last transaction is ending, or whose committer failed within
 * {@link #FORGOTTEN_AFTER}; the last go when any client's partitions are given or released.
 */
public final class Committers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Committers.class);

    /** So long after its rest a client that did not come back is like one that never failed. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Function<ClientName, TransactionalWriter> writers;
    private final Function<ClientName, Committer.Listener> listeners;
    private final Committer.Bounds bounds;
    private final Timers timers;
    private final Executor threads;
    private final ConcurrentMap<ClientName, Committer> working = new ConcurrentHashMap<>();
    private final ConcurrentMap<ClientName, Committer> ending = new ConcurrentHashMap<>();
    private final ConcurrentMap<ClientName, Failure> failures = new ConcurrentHashMap<>();

    /**
     * The newest of a client.
     *
     * @param running failures since anything was committed
     * @param restsUntil nothing while partitions of the client are not released yet
     */
    private record Failure(Committer failed, int running, Optional<Instant> restsUntil) {
        boolean restIsOver(Instant time) {
            return restsUntil.filter(until -> !time.isBefore(until)).isPresent()
                    && failed.ended().isDone();
        }
    }

    /** @param threads gives each committer a thread of its own */
    public Committers(
            Function<ClientName, TransactionalWriter> writers,
            Function<ClientName, Committer.Listener> listeners,
            Committer.Bounds bounds,
            Timers timers,
            Executor threads) {
        this.writers = writers;
        this.listeners = listeners;
        this.bounds = bounds;
        this.timers = timers;
        this.threads = threads;
    }

    /** Transactions of the client can be made from now on. Not to be called while it {@link #rests}. */
    public void begin(ClientName client) {
        forgetOldFailures();
        Committer _ = working.computeIfAbsent(client, this::begun);
    }

    private Committer begun(ClientName client) {
        var made = new Committer(
                writers.apply(client),
                bounds,
                timers,
                listeners.apply(client),
                (failed, why) -> failed(client, failed, why));
        threads.execute(made::run);
        return made;
    }

    /** Waits until the request is in Kafka or cannot be any more. */
    public CommitResult commit(CommitRequest request) {
        return submit(request).join();
    }

    /** Like {@link #commit} for what nobody waits for. */
    public CompletableFuture<CommitResult> submit(CommitRequest request) {
        Committer committer = working.get(request.of().client());
        if (committer == null) {
            request.of().release();
            return CompletableFuture.completedFuture(new CommitResult.NotOwned());
        }
        return committer.submit(request);
    }

    /**
     * Returns when no transaction of the client is under way that began before this call.
     *
     * @return false if it did not end within the bound
     */
    public boolean barrier(ClientName client, Duration bound) throws InterruptedException {
        Committer committer = working.getOrDefault(client, ending.get(client));
        return committer == null || committer.barrier(bound);
    }

    private void failed(ClientName client, Committer failed, Throwable why) {
        LOG.errorf(why, "nothing can be committed any more, everything is read anew client=%s", client);
        failures.compute(
                client,
                (_, before) -> new Failure(
                        failed,
                        before == null || failed.committedAnything() ? 1 : before.running() + 1,
                        Optional.empty()));
        if (working.get(client) != failed) {
            // Released while it failed: nobody else begins its rest.
            beginRest(client);
        }
    }

    /** Whether its committer has failed and none may begin yet. */
    public boolean rests(ClientName client) {
        Failure last = failures.get(client);
        Committer now = working.get(client);
        return last != null && (now == null || now == last.failed()) && !last.restIsOver(timers.now());
    }

    /**
     * No partition of the client is owned here any more. Its committer ends: what it knows of topics may be of another
     * time, and a client that is gone leaves nothing behind. One that has failed is replaced after its rest.
     */
    public void released(ClientName client) {
        beginRest(client);
        Committer last = working.get(client);
        if (last != null) {
            ending.put(client, last);
            CompletableFuture<?> _ = last.ended().thenRun(() -> ending.remove(client, last));
            failures.computeIfPresent(client, (_, failure) -> failure.failed() == last ? failure : null);
            last.close();
            working.remove(client, last);
            // It may have failed meanwhile.
            beginRest(client);
        }
        forgetOldFailures();
    }

    private void beginRest(ClientName client) {
        failures.computeIfPresent(client, (_, failure) -> {
            if (failure.restsUntil().isPresent()) {
                return failure;
            }
            working.remove(client, failure.failed());
            Instant until = timers.now().plus(Backoff.COMMITTER.after(failure.running()));
            return new Failure(failure.failed(), failure.running(), Optional.of(until));
        });
    }

    private void forgetOldFailures() {
        Instant old = timers.now().minus(FORGOTTEN_AFTER);
        failures.entrySet()
                .removeIf(entry ->
                        !working.containsKey(entry.getKey()) && entry.getValue().restIsOver(old));
    }

    /** Of whom anything is remembered. */
    Set<ClientName> known() {
        return Stream.of(working, ending, failures)
                .flatMap(each -> each.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether no transaction of the client is under way just now. */
    public boolean quiet(ClientName client) {
        Committer committer = working.get(client);
        return committer == null ? !ending.containsKey(client) : committer.quiet();
    }

    /** What each client's commits fail with, and since when, while they do. */
    public Map<ClientName, Committer.Stuck> stuck() {
        var all = new TreeMap<ClientName, Committer.Stuck>(Comparator.comparing(ClientName::value));
        working.forEach((client, committer) -> committer.stuck().ifPresent(stuck -> all.put(client, stuck)));
        return all;
    }

    /** When anything was last committed for anybody; empty before a committer has begun. */
    public Optional<Instant> lastCommit() {
        return working.values().stream().map(Committer::lastCommit).max(Instant::compareTo);
    }

    /** Nothing more is committed. */
    @Override
    public void close() {
        working.values().forEach(Committer::close);
    }

    /** Completes when every thread that commits has ended. */
    public CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(Stream.concat(working.values().stream(), ending.values().stream())
                .map(Committer::ended)
                .toArray(CompletableFuture<?>[]::new));
    }
}
