package io.mailroom.worker.send;

import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.journal.PayloadHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A complete draft. */
record PreparedDraft(
        String id,
        @Nullable String folderId,
        @Nullable String internetMessageId,
        @Nullable String conversationId) {
    Sending permission(PayloadHash payload, String mailbox, Instant at, int attempt) {
        return new Sending(payload, id, folderId, internetMessageId, conversationId, mailbox, at, attempt, false);
    }
}
