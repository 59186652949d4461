package io.mailroom.worker.graph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the mailbox, as far as resolving a doubt about a send needs it.
 *
 * @param isDraft {@code false} once it stands in Sent Items, and perhaps as soon as Exchange took it for transport (facts
 *     G1.3). Dates prove nothing: a draft has them all
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
