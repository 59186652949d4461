package io.mailroom.worker.queue;

/**
 * Shares memory out among queues.
 *
 * @param <T> a command in memory
 */
public interface Memory<T> {
    /** What a command that has come in holds. */
    Room room(T command);

    /** Bytes that it holds. */
    long weight(T command);

    /**
     * Whether a command that has come in may wait in memory; otherwise it waits in Kafka.
     *
     * @param next whether nothing stands before it
     */
    boolean keeps(T command, boolean next);

    /**
     * Asks for room for a command that waits in Kafka. Who has asked is served in turn, and holds nothing until then.
     *
     * @param slow whether it stands in a queue that was slow before
     * @param whenGranted called once, by any thread, if the room is not granted at once
     */
    Room ask(long weight, boolean slow, Runnable whenGranted);
}
