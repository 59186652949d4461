package io.mailroom.m365.transport;

import io.mailroom.m365.settings.ExchangeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Tasks by their time, and the sending rate of each mailbox: what is over it waits, it is not refused (facts B11). */
public final class Schedule {
    private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
    private final Map<String, Deque<Instant>> slots = new HashMap<>();
    private final Supplier<? extends ExchangeSettings> settings;
    private long lastOrder;
    private volatile Instant next = Instant.MAX;

    public Schedule(Supplier<? extends ExchangeSettings> settings) {
        this.settings = settings;
    }

    synchronized void add(LongFunction<Task> withOrder) {
        tasks.add(withOrder.apply(++lastOrder));
        next = tasks.element().due();
    }

    /** The next moment at which this mailbox may send, which is taken by asking. */
    synchronized Instant slot(String mailbox, Instant now) {
        int most = Math.max(1, settings.get().maxSendsPerMinute());
        Deque<Instant> taken = slots.computeIfAbsent(mailbox, _ -> new ArrayDeque<>());
        while (taken.size() > most) {
            taken.removeFirst();
        }
        Instant free = taken.size() < most ? now : taken.removeFirst().plus(RATE_WINDOW);
        Instant slot = free.isBefore(now) ? now : free;
        taken.addLast(slot);
        return slot;
    }

    /** Forgets the submissions of an item. @return their numbers */
    synchronized List<Long> withdraw(String mailbox, long itemKey) {
        List<Task> waiting = tasks.stream()
                .filter(task -> task.kind() == Task.Kind.DISPATCH
                        && task.mailbox().equals(mailbox)
                        && task.itemKey() == itemKey)
                .sorted(Comparator.comparingLong(Task::order))
                .toList();
        tasks.removeAll(waiting);
        next = tasks.isEmpty() ? Instant.MAX : tasks.element().due();
        return waiting.stream().map(Task::sent).toList();
    }

    /** The next task that is due, taken out. */
    Optional<Task> take(Instant now) {
        return now.isBefore(next) ? Optional.empty() : takeDue(now);
    }

    private synchronized Optional<Task> takeDue(Instant now) {
        Task first = tasks.peek();
        if (first == null || first.due().isAfter(now)) {
            return Optional.empty();
        }
        tasks.remove();
        Task following = tasks.peek();
        next = following == null ? Instant.MAX : following.due();
        return Optional.of(first);
    }

    public synchronized List<Task> all() {
        return List.copyOf(tasks);
    }

    public synchronized void restore(Collection<Task> saved) {
        saved.forEach(task -> {
            lastOrder = Math.max(lastOrder, task.order());
            tasks.add(task);
        });
        next = tasks.isEmpty() ? Instant.MAX : tasks.element().due();
    }
}
