package io.mailroom.worker.lane;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.time.Timers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox, one line, in the order of the commands' offsets, whether a command waits in memory or in Kafka. Not safe
 * for several threads: {@link Lines} holds the lock.
 */
final class Line<T> {
    /** Something in line. */
    sealed interface Waiting<T> {
        record Here<T>(T command) implements Waiting<T> {}

        /** @param storedAt offset in the parked topic, negative until its transaction is committed */
        record Away<T>(Parked parked, long storedAt) implements Waiting<T> {
            boolean stored() {
                return storedAt >= 0;
            }
        }
    }

    /** What is to be done next. */
    sealed interface Next<T> {
        record Visit<T>(Runnable visitor) implements Next<T> {}

        record Run<T>(long place, T command) implements Next<T> {}

        record Fetch<T>(long place, Parked parked, long storedAt) implements Next<T> {}

        /** These leave the memory. */
        record Park<T>(List<Long> places, Instant until, ResultCode reason) implements Next<T> {}

        /** Nothing before the records before that place have come in. */
        record Behind<T>(long place, @Nullable Instant until) implements Next<T> {}

        /** Nothing before that time, or before something happens. */
        record Rest<T>(@Nullable Instant until) implements Next<T> {}
    }

    private record Time(Instant at, long place) {}

    private static final Comparator<Time> BY_TIME =
            Comparator.comparing(Time::at).thenComparingLong(Time::place);

    final TreeMap<Long, Waiting<T>> waiting = new TreeMap<>();
    final Deque<Runnable> visitors = new ArrayDeque<>();
    private final TreeSet<Long> here = new TreeSet<>();
    private final TreeSet<Time> scheduled = new TreeSet<>(BY_TIME);
    private final Map<Long, Waiting.Away<T>> scheduledByPlace = new TreeMap<>();
    private final TreeSet<Time> expiries = new TreeSet<>(BY_TIME);
    private @Nullable Instant heldUntil;
    private ResultCode heldBecause = ResultCode.THROTTLED;
    boolean busy;
    int wakes;
    Timers.@Nullable Pending alarm;

    boolean holds(long place) {
        return waiting.containsKey(place) || scheduledByPlace.containsKey(place);
    }

    int inMemory() {
        return here.size();
    }

    int parked() {
        return waiting.size() - here.size() + scheduledByPlace.size();
    }

    void here(long place, T command) {
        here.add(place);
        waiting.put(place, new Waiting.Here<>(command));
    }

    /** The lowest place of a command like this. */
    OptionalLong place(Predicate<T> ofCommand, Predicate<Parked> ofParked) {
        return Stream.concat(waiting.entrySet().stream(), scheduledByPlace.entrySet().stream())
                .filter(entry -> switch (entry.getValue()) {
                    case Waiting.Here<T>(var command) -> ofCommand.test(command);
                    case Waiting.Away<T>(var parked, long _) -> ofParked.test(parked);
                })
                .mapToLong(Map.Entry::getKey)
                .min();
    }

    boolean scheduledLike(Predicate<Parked> like) {
        return scheduledByPlace.values().stream().anyMatch(away -> like.test(away.parked()));
    }

    void away(Parked parked, long storedAt) {
        here.remove(parked.offset());
        var away = new Waiting.Away<T>(parked, storedAt);
        if (parked.kind() != Parked.Kind.IN_LINE) {
            waiting.remove(parked.offset());
            scheduledByPlace.put(parked.offset(), away);
            scheduled.add(new Time(parked.due(), parked.offset()));
        } else {
            waiting.put(parked.offset(), away);
        }
        if (parked.expiresAt() != null) {
            expiries.add(new Time(parked.expiresAt(), parked.offset()));
        }
    }

    /** Its transaction is committed. */
    void stored(long place, long storedAt) {
        waiting.computeIfPresent(place, (_, old) -> stored(old, storedAt));
        scheduledByPlace.computeIfPresent(place, (_, old) -> new Waiting.Away<>(old.parked(), storedAt));
    }

    private Waiting<T> stored(Waiting<T> old, long storedAt) {
        return old instanceof Waiting.Away<T>(var parked, long _) ? new Waiting.Away<>(parked, storedAt) : old;
    }

    /** It is in no line any more. */
    @Nullable
    Waiting<T> remove(long place) {
        here.remove(place);
        Waiting<T> old = waiting.remove(place);
        Waiting.Away<T> timed = scheduledByPlace.remove(place);
        Waiting<T> gone = old == null ? timed : old;
        if (gone instanceof Waiting.Away<T>(var parked, long _)) {
            scheduled.remove(new Time(parked.due(), place));
            if (parked.expiresAt() != null) {
                expiries.remove(new Time(parked.expiresAt(), place));
            }
        }
        return gone;
    }

    @Nullable
    Waiting<T> find(long place) {
        Waiting<T> found = waiting.get(place);
        return found == null ? scheduledByPlace.get(place) : found;
    }

    void hold(Instant until, ResultCode reason) {
        if (heldUntil == null || until.isAfter(heldUntil)) {
            heldUntil = until;
            heldBecause = reason;
        }
    }

    void letGo() {
        heldUntil = null;
        wakes++;
    }

    boolean empty() {
        return waiting.isEmpty() && scheduledByPlace.isEmpty() && visitors.isEmpty() && !busy;
    }

    /** @param readBelow what stands in Kafka from there on may not be begun: an older record may still come in */
    Next<T> next(Instant now, long readBelow) {
        Runnable visitor = visitors.poll();
        if (visitor != null) {
            return new Next.Visit<>(visitor);
        }
        standInLine(now);
        Waiting.Away<T> expired = expired(now);
        if (expired != null) {
            expiries.removeFirst();
            return fetch(expired);
        }
        if (heldUntil != null && heldUntil.isAfter(now)) {
            List<Long> places = List.copyOf(here);
            return places.isEmpty() ? new Next.Rest<>(nextTime(now)) : new Next.Park<>(places, heldUntil, heldBecause);
        }
        heldUntil = null;
        return switch (waiting.isEmpty() ? null : waiting.firstEntry().getValue()) {
            case null -> new Next.Rest<>(nextTime(now));
            case Waiting.Here<T>(var command) -> new Next.Run<>(waiting.firstKey(), command);
            case Waiting.Away<T> away
            when away.parked().offset() > readBelow ->
                new Next.Behind<>(away.parked().offset(), nextTime(now));
            case Waiting.Away<T> away when away.stored() -> fetch(away);
            case Waiting.Away<T> _ -> new Next.Rest<>(nextTime(now));
        };
    }

    private static <T> Next<T> fetch(Waiting.Away<T> away) {
        return new Next.Fetch<>(away.parked().offset(), away.parked(), away.storedAt());
    }

    /** Who waited for a time of its own stands in line by its offset once that has come. */
    private void standInLine(Instant now) {
        while (!scheduled.isEmpty() && !scheduled.first().at().isAfter(now)) {
            long place = scheduled.removeFirst().place();
            Waiting.Away<T> due = scheduledByPlace.remove(place);
            if (due != null) {
                waiting.put(place, due);
            }
        }
    }

    /** Nobody has to wait in line to hear that it is too late. */
    private Waiting.@Nullable Away<T> expired(Instant now) {
        return !expiries.isEmpty()
                        && !expiries.first().at().isAfter(now)
                        && find(expiries.first().place()) instanceof Waiting.Away<T> away
                        && away.stored()
                ? away
                : null;
    }

    /** What should have happened before now waits for a transaction, whose end calls by itself. */
    private @Nullable Instant nextTime(Instant now) {
        Instant first = heldUntil != null && heldUntil.isAfter(now) ? heldUntil : null;
        first = earlier(first, firstAfter(scheduled, now));
        return earlier(first, firstAfter(expiries, now));
    }

    private static @Nullable Instant firstAfter(NavigableSet<Time> times, Instant now) {
        Time next = times.higher(new Time(now, Long.MAX_VALUE));
        return next == null ? null : next.at();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
