package io.mailroom.worker.partition;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mailroom.worker.partition.Holding.Where;
import io.mailroom.worker.queue.Memory;
import io.mailroom.worker.queue.Room;
import io.mailroom.worker.record.RawRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Who may be in memory. Two shares: <i>fresh</i> for commands that have come in or have just begun, <i>slow</i> for those
 * that have been at it for long, so that however many mailboxes are slow there is soon room for what comes in. What a
 * command holds is known by its record, so giving it back twice, or never having taken it, changes nothing.
 *
 * <p>Bound: both shares, and what one poll brings.
 */
public final class Budget implements Memory<CommandInFlight> {
    /** What a command takes beyond the bytes of its record; an estimate from above for one without content. */
    private static final long OBJECTS = 1024;

    private final int records;
    private final Share fresh;
    private final Share slow;
    private final IdentityHashMap<RawRecord, Holding> holdings = new IdentityHashMap<>();
    /** Pipeline in the fresh share, the longest first. */
    private final LinkedHashSet<Holding> begun = new LinkedHashSet<>();
    /** Slow ones that the slow share has had no room for, the first first. */
    private final LinkedHashSet<Holding> overdue = new LinkedHashSet<>();

    private int unseen;
    private boolean pausing;

    /**
     * @param records of the fresh share
     * @param bytes of each share
     * @param slowRecords of the slow share
     */
    public Budget(int records, long bytes, int slowRecords) {
        this.records = records;
        this.fresh = new Share(records, bytes);
        this.slow = new Share(slowRecords, bytes);
    }

    /** A record has come in, whether there is room or not: {@link #full} is asked before more are read. */
    public synchronized void take(RawRecord record) {
        var holding = new Holding(this, 1, record.weight(), Where.FRESH, () -> {});
        holding.unseen = true;
        unseen++;
        fresh.add(holding);
        bind(record, holding);
        relieve();
    }

    /** A transaction has told that the record was read: the next owner of its partition will know. */
    public synchronized void seen(RawRecord record) {
        Holding holding = holdings.get(record);
        if (holding != null) {
            seen(holding);
        }
    }

    private void seen(Holding holding) {
        if (holding.unseen) {
            holding.unseen = false;
            unseen--;
        }
    }

    /** Only what an answer takes is kept of the command, which is asked for by nobody in full any more. */
    public CommandInFlight lighten(CommandInFlight command) {
        CommandInFlight light = command.light();
        lighten(command.record(), light.record());
        return light;
    }

    /** Only {@code light} is kept of a record: it holds no place among records, and its bytes are the slow share's. */
    void lighten(RawRecord record, RawRecord light) {
        synchronized (this) {
            var kept = new Holding(this, 0, light.weight() + OBJECTS, Where.SLOW, () -> {});
            if (slow.fits(kept)) {
                slow.add(kept);
            } else {
                kept.where = Where.FRESH;
                fresh.add(kept);
            }
            kept.unseen = true;
            unseen++;
            bind(light, kept);
        }
        giveBack(record);
    }

    /** The record that was read is what the room is held for. */
    public synchronized void bind(RawRecord record, Room room) {
        var holding = (Holding) room;
        if (holding.where != Where.NOWHERE) {
            holding.record = record;
            holdings.put(record, holding);
        }
    }

    /** Nothing of the record is in memory any more. */
    public void giveBack(RawRecord record) {
        Holding holding;
        synchronized (this) {
            holding = holdings.get(record);
        }
        if (holding != null) {
            giveBack(holding);
        }
    }

    void giveBack(Holding holding) {
        List<Holding> granted;
        synchronized (this) {
            switch (holding.where) {
                case AWAITS_FRESH -> fresh.dequeue(holding);
                case AWAITS_SLOW -> slow.dequeue(holding);
                case FRESH -> fresh.remove(holding);
                case SLOW -> slow.remove(holding);
                case NOWHERE -> {}
            }
            forget(holding);
            granted = grant();
        }
        granted.forEach(each -> each.whenGranted.run());
    }

    private void forget(Holding holding) {
        holding.where = Where.NOWHERE;
        seen(holding);
        begun.remove(holding);
        overdue.remove(holding);
        if (holding.record != null) {
            holdings.remove(holding.record);
            holding.record = null;
        }
    }

    synchronized void begun(Holding holding) {
        if (holding.where == Where.FRESH) {
            begun.add(holding);
        }
    }

    void slow(Holding holding) {
        List<Holding> granted;
        synchronized (this) {
            if (holding.where == Where.FRESH && !moved(holding)) {
                overdue.add(holding);
            }
            granted = grant();
        }
        granted.forEach(each -> each.whenGranted.run());
    }

    synchronized boolean granted(Holding holding) {
        return holding.where == Where.FRESH || holding.where == Where.SLOW;
    }

    @CanIgnoreReturnValue
    private boolean moved(Holding holding) {
        if (!slow.fits(holding)) {
            return false;
        }
        fresh.remove(holding);
        slow.add(holding);
        holding.where = Where.SLOW;
        begun.remove(holding);
        overdue.remove(holding);
        return true;
    }

    /** Who holds up what comes in goes first. */
    private List<Holding> grant() {
        if (!overdue.isEmpty() && !slow.full()) {
            List.copyOf(overdue).forEach(this::moved);
        }
        var granted = new ArrayList<Holding>();
        slow.grant().forEach(each -> granted.add(in(each, Where.SLOW)));
        fresh.grant().forEach(each -> granted.add(in(each, Where.FRESH)));
        return granted;
    }

    private static Holding in(Holding holding, Where where) {
        holding.where = where;
        return holding;
    }

    /** A crowd of commands that have all just begun uses what the slow ones leave free, up to half of it. */
    private void relieve() {
        while (fresh.full() && !begun.isEmpty() && !slow.over(2) && moved(begun.getFirst())) {
            // One more has moved.
        }
    }

    @Override
    public Room room(CommandInFlight command) {
        return room(command.record());
    }

    /** What a record holds; nothing if nobody took it. */
    synchronized Room room(RawRecord record) {
        Holding holding = holdings.get(record);
        return holding == null ? new Holding(this, 0, 0, Where.NOWHERE, () -> {}) : holding;
    }

    @Override
    public long weight(CommandInFlight command) {
        return command.record().weight();
    }

    /** Nobody's second command stays once half of the room is used; a first one stays unless too many are heavy. */
    @Override
    public synchronized boolean keeps(CommandInFlight command, boolean next) {
        Holding holding = holdings.get(command.record());
        if (holding == null) {
            return false;
        }
        return next ? !fresh.heavy(holding.weight) || !fresh.overHeavy(holding) : !fresh.over(2);
    }

    @Override
    public synchronized Room ask(long weight, boolean slowBefore, Runnable whenGranted) {
        Share share = slowBefore ? slow : fresh;
        var holding = new Holding(this, 1, weight, slowBefore ? Where.AWAITS_SLOW : Where.AWAITS_FRESH, whenGranted);
        share.enqueue(holding);
        // Whoever is let in beside it was waiting for nothing but this look.
        grant().stream().filter(each -> each != holding).forEach(each -> each.whenGranted.run());
        return holding;
    }

    /** Whether no more should be read. Once it was so, it stays so until a quarter of the room is free. */
    synchronized boolean full() {
        relieve();
        pausing = fresh.full() || unseen >= records || (fresh.awaited() && fresh.over(2)) || (pausing && fresh.over(3));
        return pausing;
    }

    /** Records that are under way. */
    public synchronized int underWay() {
        return fresh.used() + slow.used();
    }

    public synchronized long bytesUnderWay() {
        return fresh.usedBytes() + slow.usedBytes();
    }
}
