package io.mailroom.m365.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Attachment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something transport has to do at a time.
 *
 * @param mailbox object id of the mailbox it happens in
 * @param itemKey the submitted item, for {@code DISPATCH}
 * @param sent the number of the submission
 * @param keepCopy whether the item ends in Sent Items or is dropped
 * @param message what arrives, for {@code DELIVER}
 */
public record Task(
        Instant due,
        long order,
        Kind kind,
        String mailbox,
        long itemKey,
        long sent,
        boolean keepCopy,
        @Nullable ObjectNode message,
        List<Attachment> attachments) {

    static Task dispatch(Instant due, long order, String mailbox, long itemKey, long sent, boolean keepCopy) {
        return new Task(due, order, Kind.DISPATCH, mailbox, itemKey, sent, keepCopy, null, List.of());
    }

    static Task deliver(
            Instant due, long order, String mailbox, long sent, ObjectNode message, List<Attachment> attachments) {
        return new Task(due, order, Kind.DELIVER, mailbox, 0, sent, true, message, attachments);
    }

    public enum Kind {
        DISPATCH,
        DELIVER
    }
}
