package io.mailroom.model.event;

import io.mailroom.model.command.Recipient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between whom a mail went, and about what.
 *
 * @param from {@code null} also if the sender's address is none, as with some of Exchange's own
 * @param to without those whose address is none; with {@code cc} at most
 *     {@link io.mailroom.model.command.Limits#RECEIVED_RECIPIENTS}
 * @param recipientsLeftOut how many more the mail has than {@code to} and {@code cc} name
 */
public record MailHeaders(
        @Nullable String internetMessageId,
        @Nullable String conversationId,
        @Nullable String subject,
        @Nullable Recipient from,
        List<Recipient> to,
        List<Recipient> cc,
        int recipientsLeftOut,
        @Nullable Instant receivedAt) {
    /** Of a mail that tells nothing of itself. */
    public static final MailHeaders NONE = new MailHeaders(null, null, null, null, List.of(), List.of(), 0, null);

    public MailHeaders {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }
}
