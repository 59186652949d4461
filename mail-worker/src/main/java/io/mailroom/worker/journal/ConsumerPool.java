package io.mailroom.worker.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** Consumers of one kind that are made when there is none to spare, and used again: to make and to end one costs time. */
final class ConsumerPool implements AutoCloseable {
    private final Supplier<Consumer<byte[], byte[]>> make;
    private final int most;
    /** Bound: so many as are kept; what comes back beyond that is ended. */
    private final Deque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();

    private boolean closed;

    /** @param most how many that nobody uses are kept; any number may be in use */
    ConsumerPool(int most, Supplier<Consumer<byte[], byte[]>> make) {
        this.most = most;
        this.make = make;
    }

    /** What is done with one. */
    interface Use<R, X extends Exception> {
        R with(Consumer<byte[], byte[]> consumer) throws X;
    }

    /** Nobody else has the consumer meanwhile. One that fails is not used again. */
    <R, X extends Exception> R use(Use<R, X> use) throws X {
        // Made beside the lock: brokers' names may be long in being found.
        Consumer<byte[], byte[]> consumer = kept().orElseGet(make);
        try {
            R result = use.with(consumer);
            // Drops what was fetched ahead, which may be much.
            consumer.unsubscribe();
            putBack(consumer);
            return result;
        } catch (Throwable e) {
            end(consumer);
            throw e;
        }
    }

    private synchronized Optional<Consumer<byte[], byte[]>> kept() {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        return Optional.ofNullable(idle.poll());
    }

    private synchronized void putBack(Consumer<byte[], byte[]> consumer) {
        if (closed || idle.size() >= most) {
            end(consumer);
        } else {
            idle.push(consumer);
        }
    }

    /** An answer that is still to come is not waited for. */
    private static void end(Consumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(ConsumerPool::end);
        idle.clear();
    }
}
