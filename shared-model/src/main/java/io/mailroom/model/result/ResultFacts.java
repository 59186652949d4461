package io.mailroom.model.result;

import io.mailroom.model.id.MailboxAddress;
import org.jspecify.annotations.Nullable;

/**
 * What every result says.
 *
 * @param attempts how often the command's decisive step was tried; 0 if it was never begun
 * @param requestId Microsoft's {@code request-id} of the decisive answer, for a support case
 */
public record ResultFacts(
        CommandRef command,
        int attempts,
        Timings timings,
        @Nullable String requestId,
        @Nullable MailboxAddress mailbox) {}
