package io.mailroom.model.result;

import org.jspecify.annotations.Nullable;

/**
 * Microsoft's ids of a sent mail.
 *
 * @param graphMessageId id of the item found after sending; absent if it was not found within the bound
 * @param sentItemsConfirmed whether that item was seen as sent
 */
public record SentMail(
        @Nullable String graphMessageId,
        @Nullable String internetMessageId,
        @Nullable String conversationId,
        boolean sentItemsConfirmed) {}
