package io.mailroom.m365.mailbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One mailbox. Every method but {@link #locked} must be called inside {@code locked}; nobody holds two mailboxes'
 * locks at once.
 */
public final class Mailbox {
    private final String oid;
    private final ItemIds ids;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Folder> folders = new LinkedHashMap<>();
    private final ItemIndex items = new ItemIndex();
    private final FolderChanges changes = new FolderChanges();
    private long lastKey;
    private long lastChange;

    public Mailbox(String oid, ItemIds ids) {
        this.oid = oid;
        this.ids = ids;
        for (WellKnownFolder wellKnown : WellKnownFolder.values()) {
            String parent = wellKnown == WellKnownFolder.ROOT
                    ? ""
                    : folder(WellKnownFolder.ROOT).id();
            put(new Folder(ids.folder(), wellKnown.displayName(), parent, wellKnown));
        }
    }

    public Mailbox(MailboxState state, ItemIds ids) {
        this.ids = ids;
        this.oid = state.oid();
        this.lastKey = state.lastKey();
        this.lastChange = state.lastChange();
        state.folders().forEach(this::put);
        state.items().forEach(this::index);
        state.removals().forEach(changes::put);
    }

    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public String oid() {
        return oid;
    }

    /** For what comes into being in it. */
    public ItemIds ids() {
        return ids;
    }

    public MailboxState state() {
        return new MailboxState(
                oid,
                lastKey,
                lastChange,
                List.copyOf(folders.values()),
                List.copyOf(items.all()),
                changes.allRemovals());
    }

    private void put(Folder folder) {
        folders.put(folder.id(), folder);
    }

    private void index(Item item) {
        items.put(item);
        changes.put(item);
    }

    // Folders

    public List<Folder> folders() {
        return List.copyOf(folders.values());
    }

    public Folder folder(WellKnownFolder wellKnown) {
        return folders.values().stream()
                .filter(folder -> folder.wellKnown() == wellKnown)
                .findFirst()
                .orElseThrow();
    }

    public Optional<Folder> folder(String idOrWellKnownName) {
        return Optional.ofNullable(folders.get(idOrWellKnownName))
                .or(() -> WellKnownFolder.named(idOrWellKnownName).map(this::folder));
    }

    public Folder createFolder(String displayName, String parentId) {
        Folder folder = new Folder(ids.folder(), displayName, parentId, null);
        put(folder);
        return folder;
    }

    // Items

    public Item add(
            WellKnownFolder folder,
            ObjectNode properties,
            List<ExtendedProperty> extended,
            List<Attachment> attachments,
            Stage stage,
            Instant now) {
        return add(folder(folder).id(), properties, extended, attachments, stage, now);
    }

    public Item add(
            String folderId,
            ObjectNode properties,
            List<ExtendedProperty> extended,
            List<Attachment> attachments,
            Stage stage,
            Instant now) {
        long change = ++lastChange;
        Item item = new Item(
                ++lastKey,
                ids.plain(),
                ids.immutable(),
                folderId,
                properties,
                List.copyOf(extended),
                List.copyOf(attachments),
                stage,
                change,
                change,
                now,
                now,
                null);
        index(item);
        return item;
    }

    /** By either id; the immutable one may be out of sight for a while after a send. */
    public Optional<Item> find(String id, Instant now) {
        return items.byId(id).filter(item -> {
            Instant hiddenUntil = item.immutableHiddenUntil();
            return hiddenUntil == null || !id.equals(item.immutableId()) || !now.isBefore(hiddenUntil);
        });
    }

    public Optional<Item> byKey(long key) {
        return items.byKey(key);
    }

    public List<Item> byMessageId(String internetMessageId) {
        return items.byMessageId(internetMessageId);
    }

    public List<Item> byExtended(ExtendedProperty property) {
        return items.byExtended(property);
    }

    /** Puts the changed record in the place of the old one and numbers the change. */
    public Item replace(Item changed, Instant now) {
        items.byKey(changed.key()).ifPresent(changes::take);
        Item numbered = changed.numbered(++lastChange, now);
        index(numbered);
        return numbered;
    }

    /** Into another folder, under a new id; the old folder's readers learn of a removal. */
    public Item move(Item item, String folderId, Instant now) {
        leave(item, now);
        Item moved = item.movedTo(folderId, ids.plain(), ++lastChange, now);
        index(moved);
        return moved;
    }

    public void remove(Item item, Instant now) {
        leave(item, now);
        items.remove(item);
    }

    private void leave(Item item, Instant now) {
        Item known = items.byKey(item.key()).orElse(item);
        changes.take(known);
        changes.put(new Removal(known.folderId(), known.id(), known.immutableId(), ++lastChange, now));
    }

    /** Newest first. */
    public List<Item> items(Optional<String> folderId) {
        List<Item> found = new ArrayList<>();
        if (folderId.isPresent()) {
            changes.itemsOf(folderId.get())
                    .values()
                    .forEach(key -> items.byKey(key).ifPresent(found::add));
        } else {
            found.addAll(items.all());
        }
        found.sort(Comparator.comparing((Item item) -> item.text("receivedDateTime"))
                .thenComparingLong(Item::key)
                .reversed());
        return found;
    }

    public int count(String folderId) {
        return changes.itemsOf(folderId).size();
    }

    public long unread(String folderId) {
        return changes.itemsOf(folderId).values().stream()
                .flatMap(key -> items.byKey(key).stream())
                .filter(item -> !item.properties().path("isRead").asBoolean())
                .count();
    }

    // Changes, for delta

    public long lastChange() {
        return lastChange;
    }

    /** Item keys of the folder by their latest change number. */
    public NavigableMap<Long, Long> itemChanges(String folderId) {
        return changes.itemsOf(folderId);
    }

    public NavigableMap<Long, Removal> removals(String folderId) {
        return changes.removalsOf(folderId);
    }
}
