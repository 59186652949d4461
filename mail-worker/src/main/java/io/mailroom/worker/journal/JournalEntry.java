package io.mailroom.worker.journal;

import io.cloudevents.CloudEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a command. No entry at all means: nothing was ever sent for it, because an entry is
 * committed before Graph is asked to send.
 */
public sealed interface JournalEntry {
    PayloadHash payload();

    /**
     * Graph may have been asked to send. Until the mailbox itself has been looked at, nobody knows.
     *
     * @param at when the permission to send was written; it ends after the send deadline
     * @param mailbox where it is sent from, so that its pace is known after a takeover
     * @param throttledAt when Graph answered that it is throttled: from then on no send under it runs; mostly it did nothing
     * @param fenced whether the mailbox has shown, once no send could run any more, that it was not sent; its drafts may be
     *     gone
     */
    record Sending(
            PayloadHash payload,
            PreparedDraft draft,
            @Nullable String mailbox,
            Instant at,
            int attempt,
            @Nullable Instant throttledAt,
            boolean fenced)
            implements JournalEntry {
        public Sending throttled(Instant answered) {
            return new Sending(payload, draft, mailbox, at, attempt, answered, fenced);
        }

        /** Its draft was seen unsent once no send could run any more, and is deleted now. */
        public Sending fence() {
            return new Sending(payload, draft, mailbox, at, attempt, throttledAt, true);
        }
    }

    /** The command has its result, and this is it, to be said again to whoever asks again. */
    record Done(PayloadHash payload, CloudEvent result) implements JournalEntry {}
}
