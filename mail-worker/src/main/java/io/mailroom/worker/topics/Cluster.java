package io.mailroom.worker.topics;

import io.mailroom.worker.time.BrokersTime;
import io.mailroom.worker.time.SharedClock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Where the facts come from. */
interface Cluster extends AutoCloseable {
    /**
     * One look at every client's topics, the internal ones and the brokers' features. Bounded in time.
     *
     * @throws ExecutionException if the brokers gave no whole picture
     */
    ClusterFacts look() throws ExecutionException, TimeoutException, InterruptedException;

    /**
     * The time of the brokers' controller, of which there is one. Bounded by {@link SharedClock#SLOWEST_ANSWER}.
     *
     * @throws ExecutionException if there was no answer
     */
    default BrokersTime time() throws ExecutionException, TimeoutException, InterruptedException {
        return new BrokersTime.Withheld();
    }

    @Override
    void close();
}
