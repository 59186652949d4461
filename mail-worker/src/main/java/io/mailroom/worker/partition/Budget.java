package io.mailroom.worker.partition;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mailroom.worker.queue.Memory;
import io.mailroom.worker.queue.Room;
import io.mailroom.worker.record.RawRecord;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final IdentityHashMap<RawRecord, Reservation> reservations = new IdentityHashMap<>();
    /** Commands in the fresh share whose turn has begun, the longest first. */
    private final LinkedHashSet<Reservation> begun = new LinkedHashSet<>();
    /** Slow ones that the slow share has had no room for, the first first. */
    private final LinkedHashSet<Reservation> overdue = new LinkedHashSet<>();

    private final Reservation nothing = new Reservation(0, 0, Where.NOWHERE, () -> {});

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
        var reservation = new Reservation(1, record.weight(), Where.FRESH, () -> {});
        reservation.unseen = true;
        unseen++;
        fresh.add(reservation);
        bind(record, reservation);
        relieve();
    }

    /** A transaction has told that the record was read: the next owner of its partition will know. */
    public synchronized void seen(RawRecord record) {
        room(record).seen();
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
            var kept = new Reservation(0, light.weight() + OBJECTS, Where.SLOW, () -> {});
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
        var reservation = (Reservation) room;
        if (reservation.where != Where.NOWHERE) {
            reservation.record = record;
            reservations.put(record, reservation);
        }
    }

    /** Nothing of the record is in memory any more. */
    public void giveBack(RawRecord record) {
        room(record).giveBack();
    }

    /** Does it under the lock, and tells who was let in by it without the lock. */
    private void change(Runnable change) {
        List<Reservation> granted;
        synchronized (this) {
            change.run();
            granted = grant();
        }
        granted.forEach(each -> each.whenGranted.run());
    }

    @CanIgnoreReturnValue
    private boolean moved(Reservation reservation) {
        if (!slow.fits(reservation)) {
            return false;
        }
        fresh.remove(reservation);
        slow.add(reservation);
        reservation.where = Where.SLOW;
        begun.remove(reservation);
        overdue.remove(reservation);
        return true;
    }

    /** Who holds up what comes in goes first. */
    private List<Reservation> grant() {
        if (!overdue.isEmpty() && !slow.full()) {
            List.copyOf(overdue).forEach(this::moved);
        }
        List<Reservation> granted = slow.grant();
        granted.forEach(each -> each.where = Where.SLOW);
        List<Reservation> fresher = fresh.grant();
        fresher.forEach(each -> each.where = Where.FRESH);
        granted.addAll(fresher);
        return granted;
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
    synchronized Reservation room(RawRecord record) {
        return reservations.getOrDefault(record, nothing);
    }

    @Override
    public long weight(CommandInFlight command) {
        return command.record().weight();
    }

    /** Nobody's second command stays once half of the room is used; a first one stays unless too many are heavy. */
    @Override
    public synchronized boolean keeps(CommandInFlight command, boolean next) {
        Reservation reservation = room(command.record());
        if (reservation == nothing) {
            return false;
        }
        return next ? !fresh.heavy(reservation.weight) || !fresh.overHeavy(reservation) : !fresh.over(2);
    }

    @Override
    public synchronized Room ask(long weight, boolean slowBefore, Runnable whenGranted) {
        Share share = slowBefore ? slow : fresh;
        var reservation = new Reservation(1, weight, slowBefore ? Where.AWAITS_SLOW : Where.AWAITS_FRESH, whenGranted);
        share.enqueue(reservation);
        // Whoever is let in beside it was waiting for nothing but this look.
        grant().stream().filter(each -> each != reservation).forEach(each -> each.whenGranted.run());
        return reservation;
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

    private enum Where {
        AWAITS_FRESH,
        AWAITS_SLOW,
        FRESH,
        SLOW,
        NOWHERE
    }

    /** What one command holds, or waits for. */
    final class Reservation implements Room {
        final int records;
        final long weight;
        private final Runnable whenGranted;
        private Where where;
        /** No transaction has told yet that it was read. */
        private boolean unseen;

        private @Nullable RawRecord record;

        private Reservation(int records, long weight, Where where, Runnable whenGranted) {
            this.records = records;
            this.weight = weight;
            this.where = where;
            this.whenGranted = whenGranted;
        }

        private void seen() {
            if (unseen) {
                unseen = false;
                Budget.this.unseen--;
            }
        }

        @Override
        public boolean granted() {
            synchronized (Budget.this) {
                return where == Where.FRESH || where == Where.SLOW;
            }
        }

        @Override
        public void begun() {
            synchronized (Budget.this) {
                if (where == Where.FRESH) {
                    begun.add(this);
                }
            }
        }

        @Override
        public void slow() {
            change(() -> {
                if (where == Where.FRESH && !moved(this)) {
                    overdue.add(this);
                }
            });
        }

        @Override
        public void giveBack() {
            change(() -> {
                switch (where) {
                    case AWAITS_FRESH -> fresh.dequeue(this);
                    case AWAITS_SLOW -> slow.dequeue(this);
                    case FRESH -> fresh.remove(this);
                    case SLOW -> slow.remove(this);
                    case NOWHERE -> {}
                }
                where = Where.NOWHERE;
                seen();
                begun.remove(this);
                overdue.remove(this);
                if (record != null) {
                    reservations.remove(record);
                    record = null;
                }
            });
        }
    }
}
