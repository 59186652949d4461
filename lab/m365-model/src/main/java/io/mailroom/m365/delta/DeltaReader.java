package io.mailroom.m365.delta;

import io.mailroom.m365.delta.DeltaEntry.Gone;
import io.mailroom.m365.delta.DeltaEntry.Present;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.Removal;
import io.mailroom.m365.settings.ExchangeSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads one page of a stream. An item stands at its latest change only, so what changes while a client pages shows
 * again later and nothing is skipped. The caller holds the mailbox's lock.
 */
public final class DeltaReader {
    /** With a receivedDateTime filter the first round ends here (facts C1). */
    static final int MOST_WITH_FILTER = 5_000;

    private final Mailbox mailbox;
    private final DeltaStream stream;
    private final ExchangeSettings settings;
    private final Instant now;

    public DeltaReader(Mailbox mailbox, DeltaStream stream, ExchangeSettings settings, Instant now) {
        this.mailbox = mailbox;
        this.stream = stream;
        this.settings = settings;
        this.now = now;
    }

    public static DeltaPosition beginning(DeltaStream stream, Mailbox mailbox, ExchangeSettings settings) {
        long told = settings.deltaRemovedInFirstRound() ? 0 : mailbox.lastChange();
        return DeltaPosition.first(stream.id(), told);
    }

    /** The page after a position. A deltaLink with no change behind it comes back as it is. */
    public DeltaPage read(DeltaPosition from, int size) {
        DeltaPosition at = from.entered();
        NavigableMap<Long, DeltaEntry> changes = changesAfter(at);
        if (from.complete() && changes.isEmpty()) {
            return new DeltaPage(List.of(), from);
        }
        if (settings.deltaEmptyPageFirst() && !at.emptied()) {
            return new DeltaPage(List.of(), at.more(at.cursor(), 0));
        }
        return page(at, changes, size);
    }

    private DeltaPage page(DeltaPosition at, NavigableMap<Long, DeltaEntry> changes, int size) {
        List<DeltaEntry> entries = new ArrayList<>();
        long cursor = at.cursor();
        int room = roomInFirstRound(at, size);
        for (Map.Entry<Long, DeltaEntry> change : changes.entrySet()) {
            if (entries.size() == room) {
                break;
            }
            cursor = change.getKey();
            entries.add(change.getValue());
        }
        int served = at.roundStart() == 0 ? entries.size() : 0;
        boolean more = !changes.tailMap(cursor, false).isEmpty() && room == size;
        long reached = room < size ? mailbox.lastChange() : cursor;
        return new DeltaPage(
                ordered(withDuplicate(at, entries)), more ? at.more(cursor, served) : at.done(reached, served));
    }

    private int roomInFirstRound(DeltaPosition at, int size) {
        boolean limited = stream.options().limited() && at.roundStart() == 0;
        return limited ? Math.min(size, MOST_WITH_FILTER - at.served()) : size;
    }

    private NavigableMap<Long, DeltaEntry> changesAfter(DeltaPosition at) {
        NavigableMap<Long, DeltaEntry> changes = new TreeMap<>();
        mailbox.itemChanges(stream.folderId())
                .tailMap(at.cursor(), false)
                .forEach((change, key) -> mailbox.byKey(key)
                        .filter(item -> wanted(item, at))
                        .ifPresent(item -> changes.put(change, new Present(item))));
        mailbox.removals(stream.folderId()).tailMap(at.cursor(), false).forEach((change, removal) -> {
            if (change > at.removalsAfter() && wantedType("deleted")) {
                changes.put(change, new Gone(removal));
            }
        });
        return changes.headMap(firstUnseen(changes), false);
    }

    /** With a delay, everything from the first too young change on stays unseen, or the cursor would pass it by. */
    private long firstUnseen(NavigableMap<Long, DeltaEntry> changes) {
        Instant newest = now.minusMillis(settings.deltaDelayMs());
        Optional<Long> young = settings.deltaDelayMs() <= 0
                ? Optional.empty()
                : changes.entrySet().stream()
                        .filter(change -> time(change.getValue()).isAfter(newest))
                        .map(Map.Entry::getKey)
                        .findFirst();
        return young.orElse(Long.MAX_VALUE);
    }

    private static Instant time(DeltaEntry entry) {
        return switch (entry) {
            case Present(Item item) -> item.changedAt();
            case Gone(Removal removal) -> removal.at();
        };
    }

    private boolean wanted(Item item, DeltaPosition at) {
        boolean created = item.born() > at.roundStart();
        return stream.options().wants(Instant.parse(item.text("receivedDateTime")))
                && wantedType(created ? "created" : "updated");
    }

    private boolean wantedType(String type) {
        String asked = stream.options().changeType();
        return asked.isEmpty() || asked.equals(type);
    }

    private List<DeltaEntry> withDuplicate(DeltaPosition at, List<DeltaEntry> entries) {
        Map.Entry<Long, Long> before = mailbox.itemChanges(stream.folderId()).floorEntry(at.cursor());
        if (!settings.deltaDuplicates() || entries.isEmpty() || before == null) {
            return entries;
        }
        List<DeltaEntry> all = new ArrayList<>();
        mailbox.byKey(before.getValue()).ifPresent(item -> all.add(new Present(item)));
        all.addAll(entries);
        return all;
    }

    private List<DeltaEntry> ordered(List<DeltaEntry> entries) {
        if (!stream.options().newestFirst()) {
            return entries;
        }
        return entries.stream()
                .sorted(Comparator.comparing(DeltaReader::received).reversed())
                .toList();
    }

    private static String received(DeltaEntry entry) {
        return switch (entry) {
            case Present(Item item) -> item.text("receivedDateTime");
            case Gone _ -> "";
        };
    }
}
