package io.mailroom.worker.outcome;

import io.cloudevents.CloudEvent;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import java.time.Instant;

/** How one attempt at a command ended. */
public sealed interface Outcome {
    /** The command has its result. */
    record Ended(Ending ending, Evidence evidence) implements Outcome {}

    /** The command had its result long ago, and that is said again. */
    record Repeated(CloudEvent result) implements Outcome {}

    /**
     * The mailbox cannot go on before its time.
     *
     * @param history what the next attempt has to know
     */
    record Postponed(Instant notBefore, ResultCode reason, History history) implements Outcome {}

    /** The partition goes to another worker, or this one stops: not a failure, costs no attempt, ends nothing. */
    record Interrupted() implements Outcome {}
}
