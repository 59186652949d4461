package io.mailroom.worker.graph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the mailbox, as far as resolving a doubt about a send needs it.
 *
 * @param isDraft {@code false} once Exchange took it for transport, wherever it stands meanwhile. Dates prove nothing:
 *     a draft has them all
 */
public record FoundMessage(
        String id,
        boolean isDraft,
        @Nullable String internetMessageId,
        @Nullable String conversationId,
        @Nullable String parentFolderId,
        @Nullable Instant createdAt,
        @Nullable Instant sentAt,
        boolean hasAttachments) {}
