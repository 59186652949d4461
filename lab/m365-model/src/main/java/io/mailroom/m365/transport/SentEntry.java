package io.mailroom.m365.transport;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mailroom.m365.mailbox.ExtendedProperty;
import io.mailroom.m365.mailbox.Item;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One submission: the truth about what went out. A mail sent twice stands here twice.
 *
 * @param graphMessageId the plain id the item has now: the draft's, later the sent item's
 * @param dispatchedAt when transport took it; absent while it waits
 * @param cancelled taken back before transport took it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SentEntry(
        long number,
        String mailbox,
        String graphMessageId,
        String immutableId,
        String draftId,
        String internetMessageId,
        String conversationId,
        List<ExtendedProperty> singleValueExtendedProperties,
        String from,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        String subject,
        List<String> attachments,
        Instant acceptedAt,
        @Nullable Instant dispatchedAt,
        boolean cancelled,
        String clientId) {

    SentEntry dispatched(Item item, Instant at) {
        return changed(item.id(), item.immutableId(), at, false);
    }

    SentEntry takenBack() {
        return changed(graphMessageId, immutableId, dispatchedAt, true);
    }

    private SentEntry changed(String idNow, String immutableIdNow, @Nullable Instant dispatched, boolean takenBack) {
        return new SentEntry(
                number,
                mailbox,
                idNow,
                immutableIdNow,
                draftId,
                internetMessageId,
                conversationId,
                singleValueExtendedProperties,
                from,
                to,
                cc,
                bcc,
                subject,
                attachments,
                acceptedAt,
                dispatched,
                takenBack,
                clientId);
    }
}
