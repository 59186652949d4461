package io.mailroom.m365.mailbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message in a mailbox. Never changed: a change puts another record in its place.
 *
 * @param key the model's own name for it, the same for life
 * @param id changes whenever the item changes its folder
 * @param properties Graph's properties but for ids, folder and change key; treat as frozen
 * @param change the mailbox-wide number of the last change
 * @param born the change by which it came into its folder
 * @param immutableHiddenUntil until then the immutable id is not found
 */
public record Item(
        long key,
        String id,
        String immutableId,
        String folderId,
        ObjectNode properties,
        List<ExtendedProperty> extended,
        List<Attachment> attachments,
        Stage stage,
        long change,
        long born,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant immutableHiddenUntil) {

    public Item withProperties(ObjectNode changed) {
        return new Item(
                key,
                id,
                immutableId,
                folderId,
                changed,
                extended,
                attachments,
                stage,
                change,
                born,
                createdAt,
                changedAt,
                immutableHiddenUntil);
    }

    public Item withExtended(List<ExtendedProperty> changed) {
        return new Item(
                key,
                id,
                immutableId,
                folderId,
                properties,
                List.copyOf(changed),
                attachments,
                stage,
                change,
                born,
                createdAt,
                changedAt,
                immutableHiddenUntil);
    }

    public Item withAttachments(List<Attachment> changed) {
        return new Item(
                key,
                id,
                immutableId,
                folderId,
                properties,
                extended,
                List.copyOf(changed),
                stage,
                change,
                born,
                createdAt,
                changedAt,
                immutableHiddenUntil);
    }

    public Item at(Stage reached) {
        return new Item(
                key,
                id,
                immutableId,
                folderId,
                properties,
                extended,
                attachments,
                reached,
                change,
                born,
                createdAt,
                changedAt,
                immutableHiddenUntil);
    }

    public Item withImmutableId(String changed, @Nullable Instant hiddenUntil) {
        return new Item(
                key,
                id,
                changed,
                folderId,
                properties,
                extended,
                attachments,
                stage,
                change,
                born,
                createdAt,
                changedAt,
                hiddenUntil);
    }

    Item changed(long number, Instant when) {
        return new Item(
                key,
                id,
                immutableId,
                folderId,
                properties,
                extended,
                attachments,
                stage,
                number,
                born,
                createdAt,
                when,
                immutableHiddenUntil);
    }

    Item movedTo(String folder, String newId, long number, Instant when) {
        return new Item(
                key,
                newId,
                immutableId,
                folder,
                properties,
                extended,
                attachments,
                stage,
                number,
                number,
                createdAt,
                when,
                immutableHiddenUntil);
    }

    public String text(String property) {
        return properties.path(property).asText("");
    }

    public String changeKey() {
        return "CQAAABYAAA" + Long.toString(change + 1_000_000, 36).toUpperCase(Locale.ROOT);
    }
}
