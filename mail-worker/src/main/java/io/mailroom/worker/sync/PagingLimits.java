package io.mailroom.worker.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;

/**
 * How far and how fast one command follows Microsoft's links: a server whose links lead nowhere, or on for ever, costs a
 * bounded number of calls at a bounded pace.
 */
final class PagingLimits {
    /** Two million mails at 50 a page, which is more than the largest folders hold; a later sync goes on from there. */
    static final int MOST_PAGES = 40_000;

    /**
     * Pages without a mail that is new. A resync of what is known has them by right, at 50 mails a page or fewer: one for
     * each {@value #KNOWN_ON_A_PAGE} known mails is granted. The rest is for pages that are empty or tell of removals.
     */
    static final int MOST_BARREN = 100;

    static final int KNOWN_ON_A_PAGE = 5;

    /** The latest links that are remembered; a longer circle is found by its barren pages. */
    static final int REMEMBERED = 1_000;

    /** Pages that are read at once; from then on one each {@link #PACE}, of Graph's 10,000 calls in ten minutes. */
    static final int UNPACED = 20;

    static final Duration PACE = Duration.ofMillis(100);

    /** What comes after a page. */
    enum Next {
        GO_ON,
        /** The link was followed before, or pages bring nothing for too long. */
        ENDLESS,
        /** There is always more, and it is new. */
        TOO_LONG
    }

    /** Bound: {@value #REMEMBERED}; the first goes when another comes. */
    private final LinkedHashSet<String> followed = new LinkedHashSet<>();

    private int pages;
    private int barren;

    /** @param link empty for a folder that is read anew */
    void beginsAt(String link) {
        followed.clear();
        barren = 0;
        if (!link.isEmpty()) {
            followed.add(ShortHash.of(link));
        }
    }

    /**
     * @param broughtNews whether a mail on the page was announced, or told as unreadable
     * @param known about so many mails of the folder were announced, ever
     */
    Next after(String nextLink, boolean broughtNews, int known) {
        pages++;
        barren += broughtNews ? 0 : 1;
        if (!follows(nextLink) || barren > MOST_BARREN + known / KNOWN_ON_A_PAGE) {
            return Next.ENDLESS;
        }
        return pages >= MOST_PAGES ? Next.TOO_LONG : Next.GO_ON;
    }

    private boolean follows(String link) {
        if (followed.size() >= REMEMBERED) {
            followed.removeFirst();
        }
        return followed.add(ShortHash.of(link));
    }

    /** When the next page may be asked for, if this one was at {@code asked}. */
    Instant paced(Instant asked) {
        return pages < UNPACED ? asked : asked.plus(PACE);
    }

    int pages() {
        return pages;
    }
}
