package io.mailroom.worker.queue;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.time.Timers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One queue of a mailbox, in the order of the commands' offsets, whether a command waits in memory or in Kafka. Not safe
 * for several threads: {@link MailboxQueues} holds the lock.
 */
final class MailboxQueue<T> {
    /** What is to be done next. */
    sealed interface Next<T> {
        record Task<T>(PendingTask pending) implements Next<T> {}

        record Run<T>(long place, T command, JournalKey key) implements Next<T> {}

        record Fetch<T>(WaitingCommand.InKafka<T> inKafka) implements Next<T> {}

        /** These leave the memory. */
        record Park<T>(List<Long> places, Instant until, ResultCode reason) implements Next<T> {}

        /** Nothing before the records before that place have come in. */
        record Behind<T>(long place, @Nullable Instant until) implements Next<T> {}

        /** Nothing before that time, or before something happens. */
        record Rest<T>(@Nullable Instant until) implements Next<T> {}
    }

    /** @param last whether the other queue has run it already */
    record PendingTask(QueueTask task, boolean last) {}

    /** A turn under way; no two are the same. */
    static final class Turn {
        boolean slow;
    }

    final QueuedCommands<T> places = new QueuedCommands<>();
    /** Bound: commands in memory that have something done about another. */
    final Deque<PendingTask> tasks = new ArrayDeque<>(1);

    final FailurePause pause = new FailurePause();
    final FailurePause tasksPause = new FailurePause();
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
        return turn == null ? Math.max(0, places.countInMemory() - 1) : places.countInMemory();
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
    Room room(WaitingCommand.InKafka<T> inKafka, Memory<T> memory, Runnable whenGranted) {
        if (room != null && roomFor != inKafka.stub().place()) {
            leaveRoom();
        }
        if (room == null) {
            roomFor = inKafka.stub().place();
            room = memory.ask(inKafka.weight(), slow, whenGranted);
        }
        return room;
    }

    Room takeRoom() {
        Room taken = Objects.requireNonNull(room, "asked for before");
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
        return places.empty() && tasks.isEmpty() && !busy;
    }

    /** @param readBelow what stands in Kafka from there on may not be begun: an older record may still come in */
    Next<T> next(Instant now, long readBelow) {
        if (!tasks.isEmpty() && tasksPause.until(now) == null) {
            return new Next.Task<>(tasks.getFirst());
        }
        places.enterQueue(now);
        boolean held = Times.ahead(heldUntil, now);
        if (!held && pause.until(now) != null) {
            return rest(now);
        }
        WaitingCommand.InKafka<T> expired = places.expired(now);
        if (expired != null && pause.until(now) == null) {
            return new Next.Fetch<>(expired);
        }
        if (held) {
            List<Long> here = places.inMemory();
            return here.isEmpty() ? rest(now) : new Next.Park<>(here, Objects.requireNonNull(heldUntil), heldBecause);
        }
        heldUntil = null;
        return switch (places.first()) {
            case null -> rest(now);
            case WaitingCommand.InMemory<T>(var command, var key) -> new Next.Run<>(places.firstPlace(), command, key);
            case WaitingCommand.InKafka<T> inKafka
            when inKafka.stub().place() > readBelow ->
                new Next.Behind<>(inKafka.stub().place(), nextTime(now));
            case WaitingCommand.InKafka<T> inKafka when inKafka.stored() -> new Next.Fetch<>(inKafka);
            case WaitingCommand.InKafka<T> _ -> rest(now);
        };
    }

    private Next<T> rest(Instant now) {
        return new Next.Rest<>(nextTime(now));
    }

    @Nullable
    Instant nextTime(Instant now) {
        Instant first = Times.ahead(heldUntil, now) ? heldUntil : null;
        first = Times.earlier(first, pause.until(now));
        first = Times.earlier(first, tasks.isEmpty() ? null : tasksPause.until(now));
        return Times.earlier(first, places.nextTime(now));
    }
}
