package io.mailroom.worker.graph;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of changes. Order says nothing, replays are allowed, and a page may be empty and still have a next one.
 * Exactly one link is there: Graph keeps only the last few generations of a sync, so the link is stored together with
 * the page's effects.
 *
 * @param nextLink more pages wait; empty if the link that Graph gave cannot be followed
 * @param deltaLink this round is over; the link for the next sync, empty likewise
 */
public record DeltaPage(
        List<DeltaItem> items,
        @Nullable String nextLink,
        @Nullable String deltaLink) {
    public DeltaPage {
        items = List.copyOf(items);
        if ((nextLink == null) == (deltaLink == null)) {
            throw new IllegalArgumentException("a delta page has either a next link or a delta link");
        }
    }

    /** The one link to store. */
    public String link() {
        return nextLink != null ? nextLink : Objects.requireNonNull(deltaLink);
    }

    /** Links hold Graph's sync state and items hold mail. */
    @Override
    public String toString() {
        return "DeltaPage[" + items.size() + " items, " + (nextLink != null ? "more" : "end") + "]";
    }
}
