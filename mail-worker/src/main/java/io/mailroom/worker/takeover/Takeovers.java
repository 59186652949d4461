package io.mailroom.worker.takeover;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.index.IndexBroken;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * The partitions that belong to this worker and whose state is still being read, each on a thread of its own: a few at
 * once, the others as soon as one has ended. No client has all of the places, so that much of one does not delay the others.
 */
public final class Takeovers {
    private static final Logger LOG = Logger.getLogger(Takeovers.class);
    private static final int AT_ONCE = 4;
    private static final int OF_A_CLIENT = 2;

    private final PartitionLoader loader;
    private final Executor threads;
    private final Timers timers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    /** Only those that run. Bound: {@value #AT_ONCE}. */
    private final Map<ClientName, Integer> running = new HashMap<>();

    /** Bound: what the group has given, until it is dropped. */
    private final ConcurrentMap<Place, Takeover> takeovers = new ConcurrentHashMap<>();

    public Takeovers(PartitionLoader loader, Executor threads, Timers timers) {
        this.loader = loader;
        this.threads = threads;
        this.timers = timers;
    }

    /** What came of a takeover. */
    public sealed interface Answer {
        record UnderWay() implements Answer {}

        record Done(PartitionLoader.State state) implements Answer {}

        /** It may pass, or the topics are not what they were. */
        record Again() implements Answer {}

        /** What was written down cannot be read. */
        record Broken(String why) implements Answer {}
    }

    /** Returns at once. The reading begins at once or when there is room. */
    public void start(ClientName client, Place place, Assigned assigned) {
        var takeover = new Takeover(client, place.partition(), assigned);
        takeovers.put(place, takeover);
        threads.execute(takeover::run);
    }

    public Optional<Takeover> find(Place place) {
        return Optional.ofNullable(takeovers.get(place));
    }

    /** Nobody asks for it any more: it has ended, or is given up. */
    public void drop(Place place) {
        Takeover dropped = takeovers.remove(place);
        if (dropped != null) {
            dropped.unwanted = true;
        }
    }

    public Set<Place> places() {
        return takeovers.keySet();
    }

    /** Offsets passed so far, in all. */
    public long read() {
        return takeovers.values().stream()
                .mapToLong(each -> each.progress.read())
                .sum();
    }

    /** Offsets in all, of those whose reading has begun. */
    public long toRead() {
        return takeovers.values().stream()
                .mapToLong(each -> each.progress.toRead())
                .sum();
    }

    /** The takeover of one partition of a client. */
    public final class Takeover {
        private final ClientName client;
        private final int partition;
        private final Assigned assigned;
        private final Instant began = timers.now();
        private final LoadProgress progress = new LoadProgress(this::requireWanted);
        private volatile Answer answer = new Answer.UnderWay();
        private volatile boolean unwanted;

        private Takeover(ClientName client, int partition, Assigned assigned) {
            this.client = client;
            this.partition = partition;
            this.assigned = assigned;
        }

        public Assigned assigned() {
            return assigned;
        }

        public Answer answer() {
            return answer;
        }

        public Duration lasts() {
            return Duration.between(began, timers.now());
        }

        public LoadProgress progress() {
            return progress;
        }

        private void run() {
            try {
                awaitRoom();
                try {
                    answer = read();
                } finally {
                    leaveRoom();
                }
            } catch (InterruptedException e) {
                LOG.debugf("takeover given up client=%s partition=%d", client, partition);
            }
        }

        private Answer read() {
            try {
                requireWanted();
                return new Answer.Done(loader.load(client, partition, progress));
            } catch (TimeoutException | RetriableException e) {
                LOG.warnf(
                        "partition cannot be taken over yet client=%s partition=%d cause=%s",
                        client, partition, e.getMessage());
                return new Answer.Again();
            } catch (IndexBroken e) {
                LOG.errorf(e, "what is read cannot be remembered client=%s partition=%d", client, partition);
                return new Answer.Broken("What is read about its commands cannot be remembered: " + e.getMessage());
            } catch (RuntimeException e) {
                if (unwanted) {
                    LOG.debugf("takeover given up client=%s partition=%d", client, partition);
                    return new Answer.Again();
                }
                LOG.errorf(e, "what was written down cannot be read client=%s partition=%d", client, partition);
                return new Answer.Broken("What was written down about its commands cannot be read: " + e.getMessage());
            }
        }

        private void requireWanted() {
            if (unwanted) {
                throw new CancellationException("nobody waits for it");
            }
        }

        private void awaitRoom() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (running.values().stream().mapToInt(Integer::intValue).sum() >= AT_ONCE
                        || running.getOrDefault(client, 0) >= OF_A_CLIENT) {
                    ended.await();
                }
                running.merge(client, 1, Integer::sum);
            } finally {
                lock.unlock();
            }
        }

        private void leaveRoom() {
            lock.lock();
            try {
                running.computeIfPresent(client, (_, count) -> count > 1 ? count - 1 : null);
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
