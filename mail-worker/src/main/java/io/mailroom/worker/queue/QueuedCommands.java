package io.mailroom.worker.queue;

import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in a queue, by offset, and who waits for a time of its own.
 *
 * <p>Bound: one entry of each kind for each command that waits, in memory or in Kafka, taken away with the command.
 */
final class QueuedCommands<T> {
    private static final Comparator<ParkedStub> BY_DUE =
            Comparator.comparing(ParkedStub::due).thenComparingLong(ParkedStub::place);
    private static final Comparator<ParkedStub> BY_EXPIRY =
            Comparator.comparing((ParkedStub stub) -> expiry(stub)).thenComparingLong(ParkedStub::place);

    private final TreeMap<Long, WaitingCommand<T>> waiting = new TreeMap<>();
    private final TreeSet<Long> here = new TreeSet<>();
    private final TreeMap<Long, WaitingCommand.InKafka<T>> timed = new TreeMap<>();
    private final TreeSet<ParkedStub> timers = new TreeSet<>(BY_DUE);
    private final TreeSet<ParkedStub> expiries = new TreeSet<>(BY_EXPIRY);
    /** How many there are of each. */
    private final Map<JournalKey, Integer> keys = new HashMap<>(2);

    boolean holds(long place) {
        return find(place) != null;
    }

    boolean knows(JournalKey key) {
        return keys.containsKey(key);
    }

    boolean empty() {
        return waiting.isEmpty() && timed.isEmpty();
    }

    /** Whether nobody stands in the queue; some may wait for a time of their own. */
    boolean nobodyQueued() {
        return waiting.isEmpty();
    }

    List<Long> inMemory() {
        return List.copyOf(here);
    }

    int countInMemory() {
        return here.size();
    }

    int parked() {
        return waiting.size() - here.size() + timed.size();
    }

    List<T> commandsInMemory() {
        return waiting.values().stream()
                .flatMap(each -> each instanceof WaitingCommand.InMemory<T>(var command, var _)
                        ? Stream.of(command)
                        : Stream.of())
                .toList();
    }

    void addInMemory(long place, T command, JournalKey key) {
        remove(place);
        here.add(place);
        waiting.put(place, new WaitingCommand.InMemory<>(command, key));
        keys.merge(key, 1, Integer::sum);
    }

    void addInKafka(WaitingCommand.InKafka<T> inKafka) {
        ParkedStub stub = inKafka.stub();
        long place = stub.place();
        remove(place);
        if (stub.kind() == Parked.Kind.IN_LINE) {
            waiting.put(place, inKafka);
        } else {
            timed.put(place, inKafka);
            timers.add(stub);
        }
        if (stub.expiresAt() != null) {
            expiries.add(stub);
        }
        keys.merge(stub.key(), 1, Integer::sum);
    }

    /** Its transaction is committed. */
    void stored(long place, long storedAt) {
        waiting.computeIfPresent(
                place, (_, old) -> old instanceof WaitingCommand.InKafka<T> inKafka ? stored(inKafka, storedAt) : old);
        timed.computeIfPresent(place, (_, old) -> stored(old, storedAt));
    }

    private static <T> WaitingCommand.InKafka<T> stored(WaitingCommand.InKafka<T> old, long storedAt) {
        return WaitingCommand.InKafka.at(old.stub(), storedAt, old.weight());
    }

    @Nullable
    WaitingCommand<T> find(long place) {
        WaitingCommand<T> found = waiting.get(place);
        return found == null ? timed.get(place) : found;
    }

    /** The first in the queue. */
    @Nullable
    WaitingCommand<T> first() {
        return waiting.isEmpty() ? null : waiting.firstEntry().getValue();
    }

    long firstPlace() {
        return waiting.firstKey();
    }

    /** It is in no queue any more. */
    @Nullable
    WaitingCommand<T> remove(long place) {
        here.remove(place);
        WaitingCommand<T> inLine = waiting.remove(place);
        WaitingCommand<T> gone = inLine == null ? timed.remove(place) : inLine;
        if (gone != null) {
            keys.computeIfPresent(gone.key(), (_, count) -> count == 1 ? null : count - 1);
        }
        if (gone instanceof WaitingCommand.InKafka<T> inKafka) {
            timers.remove(inKafka.stub());
            if (inKafka.stub().expiresAt() != null) {
                expiries.remove(inKafka.stub());
            }
        }
        return gone;
    }

    /** The lowest place of a command like this. */
    OptionalLong place(Predicate<T> ofCommand, Predicate<ParkedStub> ofParked) {
        return Stream.concat(waiting.entrySet().stream(), timed.entrySet().stream())
                .filter(entry -> switch (entry.getValue()) {
                    case WaitingCommand.InMemory<T>(var command, var _) -> ofCommand.test(command);
                    case WaitingCommand.InKafka<T> inKafka -> ofParked.test(inKafka.stub());
                })
                .mapToLong(Map.Entry::getKey)
                .min();
    }

    boolean timedLike(Predicate<ParkedStub> like) {
        return timed.values().stream().anyMatch(inKafka -> like.test(inKafka.stub()));
    }

    /** Who waited for a time of its own stands in the queue by its offset once that has come. */
    void enterQueue(Instant now) {
        while (!timers.isEmpty() && !timers.first().due().isAfter(now)) {
            long place = timers.removeFirst().place();
            WaitingCommand.InKafka<T> due = timed.remove(place);
            if (due != null) {
                waiting.put(place, due);
            }
        }
    }

    /** Nobody has to wait in the queue to hear that it is too late. */
    WaitingCommand.@Nullable InKafka<T> expired(Instant now) {
        return !expiries.isEmpty()
                        && !expiry(expiries.first()).isAfter(now)
                        && find(expiries.first().place()) instanceof WaitingCommand.InKafka<T> inKafka
                        && inKafka.stored()
                ? inKafka
                : null;
    }

    /** What should have happened before now waits for a transaction, whose end calls by itself. */
    @Nullable
    Instant nextTime(Instant now) {
        ParkedStub due = timers.higher(after(now));
        ParkedStub expires = expiries.higher(after(now));
        return Times.earlier(due == null ? null : due.due(), expires == null ? null : expires.expiresAt());
    }

    /** Behind all of that time. */
    private static ParkedStub after(Instant now) {
        return new ParkedStub(Parked.Kind.SCHEDULED, Long.MAX_VALUE, new JournalKey(0, 0), now, now, null, false);
    }

    private static Instant expiry(ParkedStub stub) {
        return Objects.requireNonNull(stub.expiresAt(), "only what expires");
    }
}
