package io.mailroom.m365.mailbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
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
        return changed(copy -> copy.properties = changed);
    }

    public Item withExtended(List<ExtendedProperty> changed) {
        return changed(copy -> copy.extended = List.copyOf(changed));
    }

    public Item withAttachments(List<Attachment> changed) {
        return changed(copy -> copy.attachments = List.copyOf(changed));
    }

    public Item at(Stage reached) {
        return changed(copy -> copy.stage = reached);
    }

    public Item withImmutableId(String changed, @Nullable Instant hiddenUntil) {
        return changed(copy -> {
            copy.immutableId = changed;
            copy.immutableHiddenUntil = hiddenUntil;
        });
    }

    Item numbered(long number, Instant when) {
        return changed(copy -> {
            copy.change = number;
            copy.changedAt = when;
        });
    }

    Item movedTo(String folder, String newId, long number, Instant when) {
        return changed(copy -> {
            copy.id = newId;
            copy.folderId = folder;
            copy.change = number;
            copy.born = number;
            copy.changedAt = when;
        });
    }

    private Item changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.item();
    }

    /** Everything that can become another; key and time of creation cannot. */
    private static final class Copy {
        private final Item of;
        private String id;
        private String immutableId;
        private String folderId;
        private ObjectNode properties;
        private List<ExtendedProperty> extended;
        private List<Attachment> attachments;
        private Stage stage;
        private long change;
        private long born;
        private Instant changedAt;
        private @Nullable Instant immutableHiddenUntil;

        Copy(Item of) {
            this.of = of;
            this.id = of.id;
            this.immutableId = of.immutableId;
            this.folderId = of.folderId;
            this.properties = of.properties;
            this.extended = of.extended;
            this.attachments = of.attachments;
            this.stage = of.stage;
            this.change = of.change;
            this.born = of.born;
            this.changedAt = of.changedAt;
            this.immutableHiddenUntil = of.immutableHiddenUntil;
        }

        Item item() {
            return new Item(
                    of.key,
                    id,
                    immutableId,
                    folderId,
                    properties,
                    extended,
                    attachments,
                    stage,
                    change,
                    born,
                    of.createdAt,
                    changedAt,
                    immutableHiddenUntil);
        }
    }

    public List<Attachment> copiedAttachments(ItemIds ids) {
        return attachments.stream().map(attachment -> attachment.copy(ids)).toList();
    }

    public String text(String property) {
        return properties.path(property).asText("");
    }

    public String changeKey() {
        return "CQAAABYAAA" + Long.toString(change + 1_000_000, 36).toUpperCase(Locale.ROOT);
    }
}
