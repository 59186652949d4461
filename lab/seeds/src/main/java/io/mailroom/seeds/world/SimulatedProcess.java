package io.mailroom.seeds.world;

import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.time.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A process: its threads run only while it does. Killed, they never run again; stopped, they go on where they were. */
public final class SimulatedProcess implements Executor {
    private enum State {
        RUNNING,
        STOPPED,
        DEAD
    }

    private final World world;
    private final String name;
    private final List<Runnable> ready = new ArrayList<>();
    private final List<Runnable> lyingInWait = new ArrayList<>();
    private final List<Runnable> lyingInWaitOfReading = new ArrayList<>();
    private State state = State.RUNNING;
    private Duration ahead = Duration.ZERO;
    private @Nullable SharedClock clock;
    private int threads;

    SimulatedProcess(World world, String name) {
        this.world = world;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Starts a thread. */
    @Override
    public void execute(Runnable task) {
        if (state != State.DEAD) {
            VirtualThreads.start(this::enqueue, name + "-" + ++threads, task);
        }
    }

    private void enqueue(Runnable step) {
        if (state != State.DEAD) {
            ready.add(step);
        }
    }

    int ready() {
        return state == State.RUNNING ? ready.size() : 0;
    }

    void run(int index) {
        ready.remove(index).run();
    }

    public boolean alive() {
        return state != State.DEAD;
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    public void kill() {
        state = State.DEAD;
        ready.clear();
    }

    public void stop() {
        if (state == State.RUNNING) {
            state = State.STOPPED;
        }
    }

    public void goOn() {
        if (state == State.STOPPED) {
            state = State.RUNNING;
        }
    }

    /** What happens when the process calls somebody the next time. */
    public void whenItCalls(Runnable then) {
        lyingInWait.add(then);
    }

    /** The process is calling somebody. */
    public void calls() {
        strike(lyingInWait);
    }

    /** What happens when the process is in the midst of reading a topic the next time. */
    public void whenItReadsOn(Runnable then) {
        lyingInWaitOfReading.add(then);
    }

    /** The process has read a part of a topic. */
    public void readsOn() {
        strike(lyingInWaitOfReading);
    }

    private static void strike(List<Runnable> lying) {
        List<Runnable> waited = List.copyOf(lying);
        lying.clear();
        waited.forEach(Runnable::run);
    }

    /** Something from outside reaches the process: when it runs, if ever. */
    public void deliver(Runnable message) {
        enqueue(message);
    }

    /** From now on its machine's clock is so far ahead of the world's; less than nothing if it is behind. */
    public void setClock(Duration ahead) {
        this.ahead = ahead;
    }

    /** What the worker's clock shows. */
    public Instant now() {
        return clock().instant();
    }

    /** Begun anew with each process, as its memory is. */
    public SharedClock clock() {
        SharedClock known = clock;
        if (known == null) {
            known = new SharedClock(() -> world.elapsed().toNanos(), machine());
            clock = known;
        }
        return known;
    }

    /** May be wrong, and leaps. */
    public Clock machine() {
        InstantSource shown = () -> world.now().plus(ahead);
        return shown.withZone(ZoneOffset.UTC);
    }

    /** As long as it takes by a counter that nobody sets: what a session waits for never outlives a setting of its clock. */
    public Timers timers() {
        return new Timers() {
            @Override
            public Pending at(Instant time, Runnable task) {
                boolean[] cancelled = {false};
                world.after(Duration.between(now(), time), () -> {
                    if (!cancelled[0]) {
                        deliver(() -> {
                            if (!cancelled[0]) {
                                task.run();
                            }
                        });
                    }
                });
                return () -> cancelled[0] = true;
            }

            @Override
            public Instant now() {
                return SimulatedProcess.this.now();
            }
        };
    }
}
