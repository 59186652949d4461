package io.mailroom.seeds.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Time, chance and order. Whatever can run now runs one after the other, in an order that the seed decides; when nothing
 * can, time jumps to the next event.
 */
public final class World {
    private static final Instant START = Instant.parse("2026-01-15T08:00:00Z");

    private record Event(Instant at, long number, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final RandomGenerator chance;
    private final Trace trace;
    private Instant now = START;
    private long numbers;
    private long steps;

    public World(long seed, boolean keepTrace) {
        this.chance = new SplittableRandom(seed);
        this.trace = new Trace(keepTrace);
    }

    public Instant now() {
        return now;
    }

    public Duration elapsed() {
        return Duration.between(START, now);
    }

    public RandomGenerator chance() {
        return chance;
    }

    public boolean oneIn(int times) {
        return chance.nextInt(times) == 0;
    }

    public Duration between(Duration least, Duration most) {
        return Duration.ofMillis(chance.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    public Trace trace() {
        return trace;
    }

    public void log(String what) {
        trace.add(elapsed(), what);
    }

    /** Something that happens whatever becomes of whoever caused it. */
    public void at(Instant time, Runnable action) {
        events.add(new Event(time.isBefore(now) ? now : time, numbers++, action));
    }

    public void after(Duration delay, Runnable action) {
        at(now.plus(delay), action);
    }

    public SimulatedProcess process(String name) {
        var process = new SimulatedProcess(this, name);
        processes.add(process);
        return process;
    }

    /** @return whether the condition came true in time */
    public boolean runUntil(BooleanSupplier condition, Duration longest) {
        Instant end = now.plus(longest);
        while (!condition.getAsBoolean()) {
            if (!stepOfAProcess() && !nextEvent(end)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    private boolean stepOfAProcess() {
        int ready = 0;
        for (SimulatedProcess process : processes) {
            ready += process.ready();
        }
        if (ready == 0) {
            return false;
        }
        if (++steps > 200_000) {
            throw new IllegalStateException("the world does not come to rest");
        }
        int chosen = chance.nextInt(ready);
        for (SimulatedProcess process : processes) {
            if (chosen < process.ready()) {
                process.run(chosen);
                return true;
            }
            chosen -= process.ready();
        }
        throw new IllegalStateException("chosen beyond what is ready");
    }

    private boolean nextEvent(Instant end) {
        Event next = events.peek();
        if (next == null || next.at().isAfter(end)) {
            return false;
        }
        events.remove();
        now = next.at();
        next.action().run();
        return true;
    }

    public long steps() {
        return steps;
    }

    /** A promise that was seen broken while it happened. */
    public void broken(String promise) {
        if (broken.add(promise)) {
            log("BROKEN " + promise);
        }
    }

    public List<String> broken() {
        return List.copyOf(broken);
    }
}
