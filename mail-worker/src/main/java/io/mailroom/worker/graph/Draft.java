package io.mailroom.worker.graph;

import io.mailroom.model.command.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft that now stands in the mailbox.
 *
 * @param id immutable; whether the sent mail keeps it, Microsoft's pages disagree on
 * @param parentFolderId where it stands; an item elsewhere has left for transport or was moved
 * @param missing attachments that were too large for the request that created it, in their order
 */
public record Draft(
        String id,
        @Nullable String internetMessageId,
        @Nullable String conversationId,
        @Nullable String parentFolderId,
        List<Attachment> missing) {
    public Draft {
        missing = List.copyOf(missing);
    }

    public boolean complete() {
        return missing.isEmpty();
    }
}
