package io.mailroom.worker.call;

import io.mailroom.model.result.ResultCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a reply that is not a success means for the command. */
public sealed interface Judgement {
    /**
     * It passes by itself, and the call may be made again.
     *
     * @param notBefore until when Microsoft asked to wait, if it said so
     * @param countsAsAttempt false if Microsoft only asked for patience
     */
    record Again(@Nullable Instant notBefore, ResultCode reason, boolean countsAsAttempt) implements Judgement {}

    /** The token was refused before anything was done. */
    record RenewToken() implements Judgement {}

    /** It will not pass, and certainly nothing was done. */
    record Stop(ResultCode code, String message, boolean retryable) implements Judgement {}

    /** The call may have been carried out. Only the mailbox knows. */
    record Doubt() implements Judgement {}
}
