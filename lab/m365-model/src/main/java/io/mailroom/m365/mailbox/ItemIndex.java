package io.mailroom.m365.mailbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds items without looking through all of them, the oldest first. Guarded by the mailbox's lock. */
final class ItemIndex {
    private final Map<Long, Item> byKey = new TreeMap<>();
    private final Map<String, Long> byId = new HashMap<>();
    private final Map<String, Set<Long>> byMessageId = new HashMap<>();
    private final Map<ExtendedProperty, Set<Long>> byExtended = new HashMap<>();

    void put(Item item) {
        Item old = byKey.put(item.key(), item);
        if (old != null) {
            forget(old);
        }
        byId.put(item.id(), item.key());
        byId.put(item.immutableId(), item.key());
        entry(byMessageId, item.text("internetMessageId")).add(item.key());
        item.extended().forEach(property -> entry(byExtended, folded(property)).add(item.key()));
    }

    void remove(Item item) {
        byKey.remove(item.key());
        forget(item);
    }

    private void forget(Item item) {
        byId.remove(item.id());
        byId.remove(item.immutableId());
        drop(byMessageId, item.text("internetMessageId"), item.key());
        item.extended().forEach(property -> drop(byExtended, folded(property), item.key()));
    }

    private static <K> Set<Long> entry(Map<K, Set<Long>> index, K key) {
        return index.computeIfAbsent(key, _ -> new TreeSet<>());
    }

    private static <K> void drop(Map<K, Set<Long>> index, K key, long item) {
        index.computeIfPresent(key, (_, items) -> {
            items.remove(item);
            return items.isEmpty() ? null : items;
        });
    }

    /** Values compare without regard to case, names with it (facts B6). */
    private static ExtendedProperty folded(ExtendedProperty property) {
        return new ExtendedProperty(property.id(), property.value().toLowerCase(Locale.ROOT));
    }

    Optional<Item> byKey(long key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Optional<Item> byId(String id) {
        return Optional.ofNullable(byId.get(id)).flatMap(this::byKey);
    }

    List<Item> byMessageId(String internetMessageId) {
        return items(byMessageId.getOrDefault(internetMessageId, Set.of()));
    }

    List<Item> byExtended(ExtendedProperty property) {
        return items(byExtended.getOrDefault(folded(property), Set.of()));
    }

    private List<Item> items(Set<Long> keys) {
        return keys.stream().flatMap(key -> byKey(key).stream()).toList();
    }

    Collection<Item> all() {
        return byKey.values();
    }
}
