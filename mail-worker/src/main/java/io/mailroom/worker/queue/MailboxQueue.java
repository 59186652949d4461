package io.mailroom.worker.queue;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.time.Timers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue of a mailbox, in the order of the commands' offsets, whether a command waits in memory or in Kafka. Not safe
 * for several threads: {@link MailboxQueues} holds the lock.
 */
final class MailboxQueue<T> {
    /** What is to be done next. */
    sealed interface Next<T> {
        record Visit<T>(Guest guest) implements Next<T> {}

        record Run<T>(long place, T command, JournalKey key) implements Next<T> {}

        record Fetch<T>(Queued.Away<T> away) implements Next<T> {}

        /** These leave the memory. */
        record Park<T>(List<Long> places, Instant until, ResultCode reason) implements Next<T> {}

        /** Nothing before the records before that place have come in. */
        record Behind<T>(long place, @Nullable Instant until) implements Next<T> {}

        /** Nothing before that time, or before something happens. */
        record Rest<T>(@Nullable Instant until) implements Next<T> {}
    }

    /**
     * Somebody who wants to come in between two turns.
     *
     * @param last whether the other queue has been visited already
     */
    record Guest(Visitor visitor, boolean last) {}

    /** A turn under way; no two are the same. */
    static final class Turn {
        boolean slow;
    }

    final QueuedCommands<T> places = new QueuedCommands<>();
    /** Bound: commands in memory that have something done about another. */
    final Deque<Guest> guests = new ArrayDeque<>(1);

    final FailurePause pause = new FailurePause();
    final FailurePause guestsPause = new FailurePause();
    private @Nullable Instant heldUntil;
    private ResultCode heldBecause = ResultCode.THROTTLED;
    /** Has left its place in memory for its turn. */
    @Nullable
    JournalKey running;

    @Nullable
    Turn turn;

    /** Whether the last turn took long: nothing behind the first command need be in memory. */
    boolean slow;

    /** For the command at {@link #roomFor}, asked for and perhaps not granted yet. */
    @Nullable
    Room room;

    private long roomFor;
    boolean busy;
    int wakes;
    Timers.@Nullable Pending alarm;

    /** Whether a command like this waits here or has its turn. */
    boolean knows(JournalKey key) {
        return key.equals(running) || places.knows(key);
    }

    /** Whether what comes in now would be begun at once. */
    boolean nothingBefore() {
        return places.nobodyQueued() && turn == null && running == null;
    }

    /** Commands in memory behind the one whose turn it is. */
    int behindTheFirst() {
        return turn == null ? Math.max(0, places.here() - 1) : places.here();
    }

    /** Whether what comes in now is better off in Kafka. */
    boolean stuck() {
        return slow || (room != null && !room.granted());
    }

    Turn begin() {
        turn = new Turn();
        return turn;
    }

    void ended() {
        slow = turn != null && turn.slow;
        turn = null;
    }

    /** @return the room for that command, which may have to be waited for */
    Room room(Queued.Away<T> away, Memory<T> memory, Runnable whenGranted) {
        if (room != null && roomFor != away.stub().place()) {
            leaveRoom();
        }
        if (room == null) {
            roomFor = away.stub().place();
            room = memory.ask(away.weight(), slow, whenGranted);
        }
        return room;
    }

    Room takeRoom() {
        Room taken = java.util.Objects.requireNonNull(room, "asked for before");
        room = null;
        return taken;
    }

    /** Nothing is to be fetched now. */
    void leaveRoom() {
        if (room != null) {
            room.giveBack();
            room = null;
        }
    }

    void hold(Instant until, ResultCode reason) {
        if (heldUntil == null || until.isAfter(heldUntil)) {
            heldUntil = until;
            heldBecause = reason;
        }
    }

    /** It is tried again after a pause; from the second time on nothing waits in memory for that. */
    void failed(Instant now) {
        Instant until = pause.failed(now);
        if (pause.failures() > 1) {
            hold(until, ResultCode.INTERNAL_ERROR);
        }
    }

    void letGo() {
        heldUntil = null;
        wakes++;
    }

    boolean empty() {
        return places.empty() && guests.isEmpty() && !busy;
    }

    /** @param readBelow what stands in Kafka from there on may not be begun: an older record may still come in */
    Next<T> next(Instant now, long readBelow) {
        if (!guests.isEmpty() && guestsPause.until(now) == null) {
            return new Next.Visit<>(guests.getFirst());
        }
        places.enterQueue(now);
        boolean held = Times.ahead(heldUntil, now);
        if (!held && pause.until(now) != null) {
            return rest(now);
        }
        Queued.Away<T> expired = places.expired(now);
        if (expired != null && pause.until(now) == null) {
            return new Next.Fetch<>(expired);
        }
        if (held) {
            List<Long> here = places.inMemory();
            return here.isEmpty()
                    ? rest(now)
                    : new Next.Park<>(here, java.util.Objects.requireNonNull(heldUntil), heldBecause);
        }
        heldUntil = null;
        return switch (places.first()) {
            case null -> rest(now);
            case Queued.Here<T>(var command, var key) -> new Next.Run<>(places.firstPlace(), command, key);
            case Queued.Away<T> away
            when away.stub().place() > readBelow ->
                new Next.Behind<>(away.stub().place(), nextTime(now));
            case Queued.Away<T> away when away.stored() -> new Next.Fetch<>(away);
            case Queued.Away<T> _ -> rest(now);
        };
    }

    private Next<T> rest(Instant now) {
        return new Next.Rest<>(nextTime(now));
    }

    @Nullable
    Instant nextTime(Instant now) {
        Instant first = Times.ahead(heldUntil, now) ? heldUntil : null;
        first = Times.earlier(first, pause.until(now));
        first = Times.earlier(first, guests.isEmpty() ? null : guestsPause.until(now));
        return Times.earlier(first, places.nextTime(now));
    }
}
