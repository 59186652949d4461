package io.mailroom.m365.mailbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What happened in each folder, by change number: an item stands at its latest change only, a removal at the change
 * that took it away. So a reader who remembers a number misses nothing. Guarded by the mailbox's lock.
 */
final class FolderChanges {
    private final Map<String, NavigableMap<Long, Long>> items = new HashMap<>();
    private final Map<String, NavigableMap<Long, Removal>> removals = new HashMap<>();

    void put(Item item) {
        itemsOf(item.folderId()).put(item.change(), item.key());
    }

    void take(Item item) {
        itemsOf(item.folderId()).remove(item.change());
    }

    void put(Removal removal) {
        removalsOf(removal.folderId()).put(removal.change(), removal);
    }

    /** Item keys by change number. */
    NavigableMap<Long, Long> itemsOf(String folderId) {
        return items.computeIfAbsent(folderId, _ -> new TreeMap<>());
    }

    NavigableMap<Long, Removal> removalsOf(String folderId) {
        return removals.computeIfAbsent(folderId, _ -> new TreeMap<>());
    }

    List<Removal> allRemovals() {
        return removals.values().stream().flatMap(map -> map.values().stream()).toList();
    }
}
