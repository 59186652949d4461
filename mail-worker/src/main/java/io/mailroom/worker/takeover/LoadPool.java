package io.mailroom.worker.takeover;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.index.IndexBroken;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Loads partitions, each on a thread of its own: a few at once, the others as soon as one has ended. No client has all of the
 * places, so that much of one does not delay the others.
 */
public final class LoadPool {
    private static final Logger LOG = Logger.getLogger(LoadPool.class);
    private static final int AT_ONCE = 4;
    private static final int OF_A_CLIENT = 2;

    private final PartitionLoader loader;
    private final Executor threads;
    private final Timers timers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    /** Only those that run. Bound: {@value #AT_ONCE}. */
    private final Map<ClientName, Integer> running = new HashMap<>();

    public LoadPool(PartitionLoader loader, Executor threads, Timers timers) {
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

    /** Begins at once or when there is a place. */
    Load start(ClientName client, int partition) {
        var load = new Load(client, partition);
        threads.execute(load::run);
        return load;
    }

    /** The takeover of one partition of a client. */
    public final class Load {
        private final ClientName client;
        private final int partition;
        private final Instant began = timers.now();
        private final LoadProgress progress = new LoadProgress(this::requireWanted);
        private volatile Answer answer = new Answer.UnderWay();
        private volatile boolean unwanted;

        private Load(ClientName client, int partition) {
            this.client = client;
            this.partition = partition;
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

        /** Nobody asks for its answer any more. */
        void drop() {
            unwanted = true;
        }

        private void run() {
            try {
                place();
                try {
                    answer = read();
                } finally {
                    leave();
                }
            } catch (InterruptedException | Unwanted e) {
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
            } catch (Unwanted e) {
                throw e;
            } catch (IndexBroken e) {
                LOG.errorf(e, "what is read cannot be remembered client=%s partition=%d", client, partition);
                return new Answer.Broken("What is read about its commands cannot be remembered: " + e.getMessage());
            } catch (RuntimeException e) {
                requireWanted();
                LOG.errorf(e, "what was written down cannot be read client=%s partition=%d", client, partition);
                return new Answer.Broken("What was written down about its commands cannot be read: " + e.getMessage());
            }
        }

        private void requireWanted() {
            if (unwanted) {
                throw new Unwanted();
            }
        }

        private void place() throws InterruptedException {
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

        private void leave() {
            lock.lock();
            try {
                running.computeIfPresent(client, (_, count) -> count > 1 ? count - 1 : null);
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends the reading for which nobody waits. */
    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwanted() {
            super("nobody waits for it", null, false, false);
        }
    }
}
