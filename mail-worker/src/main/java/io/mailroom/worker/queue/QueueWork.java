package io.mailroom.worker.queue;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import java.time.Instant;

/**
 * What queues have done.
 *
 * @param <T> a command in memory
 */
public interface QueueWork<T> {
    /**
     * Carries out a command; blocks the queue's thread. Gives its room back unless it throws: then the command keeps its
     * place and its room, and is tried again.
     */
    TurnResult run(T command);

    /**
     * Reads a parked command and carries it out; blocks the queue's thread. If it throws, the command keeps its place
     * and is tried again.
     *
     * @param room of the command, granted; given back by whoever is called
     */
    TurnResult run(ParkedStub stub, long storedAt, Room room);

    /** What is known of a command that is to be parked without having been begun. Pure. */
    Parked parked(T command, Instant due, ResultCode reason);

    /** Moves a command from memory to Kafka; returns at once and tells the queues when it is {@link MailboxQueues#stored}. */
    void park(T command, Parked parked);

    /** The same for two commands with the same source and id, of whatever type: they never run side by side. */
    JournalKey key(T command);

    /** The CloudEvents type of a command. */
    String type(T command);
}
