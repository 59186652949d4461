package io.mailroom.worker.graph;

import io.mailroom.model.command.Recipient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change in a folder. */
public sealed interface DeltaItem {
    /**
     * A mail that is new or changed. Graph promises only the properties that changed; a mail seen for the first time
     * has all that it has.
     *
     * @param from {@code null} also if the sender's address is none, as with some of Exchange's own
     * @param to without those whose address is none; with {@code cc} at most
     *     {@link io.mailroom.model.command.Limits#RECEIVED_RECIPIENTS}
     * @param recipientsLeftOut how many more there are
     */
    record Message(
            String id,
            @Nullable String changeKey,
            @Nullable String internetMessageId,
            @Nullable String conversationId,
            @Nullable String parentFolderId,
            @Nullable String subject,
            @Nullable Recipient from,
            List<Recipient> to,
            List<Recipient> cc,
            int recipientsLeftOut,
            @Nullable Instant receivedAt,
            @Nullable Boolean hasAttachments,
            @Nullable String importance,
            @Nullable Boolean isRead)
            implements DeltaItem {
        public Message {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
        }

        /** Safe to log. */
        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    /** A mail without an id that can be said again, or of which nothing can be read at all. */
    record Unreadable() implements DeltaItem {}

    /**
     * It left the folder: deleted, or moved to another one.
     *
     * @param id empty if it cannot be read
     * @param reason {@code deleted} or {@code changed}
     */
    record Removed(String id, String reason) implements DeltaItem {}
}
