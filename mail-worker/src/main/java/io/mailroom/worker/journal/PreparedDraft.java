package io.mailroom.worker.journal;

import io.mailroom.worker.journal.JournalEntry.Sending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A complete draft.
 *
 * @param folderId where it stands; an item elsewhere has left it
 */
public record PreparedDraft(
        String id,
        @Nullable String folderId,
        @Nullable String internetMessageId,
        @Nullable String conversationId) {
    public Sending permission(PayloadHash payload, String mailbox, Instant at, int attempt) {
        return new Sending(payload, this, mailbox, at, attempt, null, false);
    }
}
