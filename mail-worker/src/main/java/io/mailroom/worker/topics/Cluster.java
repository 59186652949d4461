package io.mailroom.worker.topics;

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

    @Override
    void close();
}
