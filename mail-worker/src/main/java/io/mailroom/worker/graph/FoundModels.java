package io.mailroom.worker.graph;

import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaGetResponse;
import com.microsoft.kiota.serialization.UntypedNode;
import com.microsoft.kiota.serialization.UntypedObject;
import com.microsoft.kiota.serialization.UntypedString;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's models in our records, at once: a model keeps its values in a backing store several times their size.
 * An answer without what every such answer has, an id or a link, throws, and the call is then unreadable.
 */
final class FoundModels {
    private FoundModels() {}

    static FoundMessage found(Message message) {
        return new FoundMessage(
                id(message),
                Boolean.TRUE.equals(message.getIsDraft()),
                message.getInternetMessageId(),
                message.getConversationId(),
                message.getParentFolderId(),
                instant(message.getCreatedDateTime()),
                instant(message.getSentDateTime()),
                Boolean.TRUE.equals(message.getHasAttachments()));
    }

    static DeltaPage page(DeltaGetResponse page) {
        List<Message> items = Objects.requireNonNullElse(page.getValue(), List.of());
        return new DeltaPage(
                items.stream().map(FoundModels::item).toList(), page.getOdataNextLink(), page.getOdataDeltaLink());
    }

    private static DeltaItem item(Message message) {
        Object removed = message.getAdditionalData().get("@removed");
        return removed == null ? changed(message) : new DeltaItem.Removed(id(message), reason(removed));
    }

    private static DeltaItem.Message changed(Message message) {
        var importance = message.getImportance();
        return new DeltaItem.Message(
                id(message),
                message.getChangeKey(),
                message.getInternetMessageId(),
                message.getConversationId(),
                message.getParentFolderId(),
                message.getSubject(),
                recipient(message.getFrom()).orElse(null),
                recipients(message.getToRecipients()),
                recipients(message.getCcRecipients()),
                instant(message.getReceivedDateTime()),
                message.getHasAttachments(),
                importance == null ? null : importance.getValue(),
                message.getIsRead());
    }

    private static String reason(Object removed) {
        if (removed instanceof UntypedObject fields) {
            UntypedNode reason = fields.getValue().get("reason");
            return reason instanceof UntypedString text ? text.getValue() : "";
        }
        return "";
    }

    static String id(Message message) {
        return Objects.requireNonNull(message.getId(), "a message without an id");
    }

    private static List<Recipient> recipients(@Nullable List<com.microsoft.graph.models.Recipient> recipients) {
        return recipients == null
                ? List.of()
                : recipients.stream()
                        .flatMap(recipient -> recipient(recipient).stream())
                        .toList();
    }

    private static Optional<Recipient> recipient(com.microsoft.graph.models.@Nullable Recipient recipient) {
        EmailAddress address = recipient == null ? null : recipient.getEmailAddress();
        String text = address == null ? null : address.getAddress();
        if (address == null || text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Recipient(new MailboxAddress(text), address.getName()));
        } catch (IllegalArgumentException noMailAddress) {
            return Optional.empty(); // Exchange's own X.500 names, or nothing at all
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
