package io.mailroom.worker.graph;

import io.mailroom.model.event.MailHeaders;
import org.jspecify.annotations.Nullable;

/** A change in a folder. */
public sealed interface DeltaItem {
    /**
     * A mail that is new or changed. Graph promises only the properties that changed; a mail seen for the first time
     * has all that it has.
     */
    record Message(
            String id,
            @Nullable String changeKey,
            @Nullable String parentFolderId,
            MailHeaders headers,
            @Nullable Boolean hasAttachments,
            @Nullable String importance,
            @Nullable Boolean isRead)
            implements DeltaItem {
        /** Safe to log. */
        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    /** A mail without an id that can be said again, or of which nothing can be read at all. */
    record Unreadable() implements DeltaItem {}

    /** One left the folder: deleted, or moved to another one. */
    record Removed() implements DeltaItem {}
}
