package io.mailroom.worker.queue;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a queue goes on after a step. */
public sealed interface TurnResult {
    /** The command is over. */
    record Ended() implements TurnResult {}

    /**
     * The command goes on waiting, in Kafka.
     *
     * @param holdUntil nothing of the mailbox is begun before; nothing if only this command waits
     * @param store writes it, once it stands in its queue; tells the queues when it is {@link MailboxQueues#stored}
     */
    record Waits(Parked parked, @Nullable Instant holdUntil, Runnable store) implements TurnResult {}

    /**
     * The command goes on waiting, and nothing is known of it that does not stand in Kafka; its new time is remembered
     * only here, and whoever takes it over looks once too early.
     *
     * @param holdUntil nothing of the mailbox is begun before
     */
    record Stays(ParkedStub stub, Instant holdUntil, ResultCode reason) implements TurnResult {}

    /** The partition goes away: this queue is over. */
    record GivenUp() implements TurnResult {}
}
