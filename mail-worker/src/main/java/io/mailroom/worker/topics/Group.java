package io.mailroom.worker.topics;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Where the facts about the group of workers come from. */
interface Group extends AutoCloseable {
    /**
     * Bounded in time.
     *
     * @throws ExecutionException if the brokers gave no answer
     */
    GroupFacts look() throws ExecutionException, TimeoutException, InterruptedException;

    @Override
    void close();
}
