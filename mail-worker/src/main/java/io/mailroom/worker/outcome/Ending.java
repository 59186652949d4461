package io.mailroom.worker.outcome;

import io.mailroom.model.result.ResultCode;
import io.mailroom.model.result.SentMail;
import org.jspecify.annotations.Nullable;

/** What the result will say. */
public sealed interface Ending {
    record Sent(SentMail mail) implements Ending {}

    /** @param unreadable mails that were passed because they cannot be read */
    record Synced(int received, int unreadable) implements Ending {}

    record Rejected(
            ResultCode code, String message, @Nullable String field) implements Ending {}

    record Failed(ResultCode code, String message, boolean retryable) implements Ending {}

    record Cancelled(String message) implements Ending {}

    record Unknown(String message, @Nullable SentMail known) implements Ending {}
}
