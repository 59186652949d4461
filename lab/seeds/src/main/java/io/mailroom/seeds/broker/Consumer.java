package io.mailroom.seeds.broker;

import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.worker.intake.GivenPartitions;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The polling thread of a worker, as the core sees it. */
public final class Consumer {
    public static final int MOST_RECORDS_OF_A_POLL = 5;
    private static final Duration WHILE_FULL = Duration.ofMillis(100);
    /** A real one looks every few milliseconds; here it is called as well. */
    private static final Duration WHILE_SOME_ARE_HELD = Duration.ofSeconds(1);

    private static final Duration WHILE_SOME_ARE_TAKEN = Duration.ofMillis(20);

    private static final Comparator<Place> BY_NAME =
            Comparator.comparing(Place::topic).thenComparingInt(Place::partition);

    private final Broker broker;
    private final Group group;
    private final SimulatedProcess process;
    private final PartitionFlow flow;
    private final GivenPartitions handed;
    private final Timers timers;
    private final Map<Place, Long> positions = new LinkedHashMap<>();
    private final Runnable onRecords;
    private CompletableFuture<Void> news = new CompletableFuture<>();
    private Group.Member member;
    private OptionalInt generation = OptionalInt.empty();
    private boolean closing;
    private int turn;

    public Consumer(Broker broker, Group group, SimulatedProcess process, PartitionFlow flow) {
        this.broker = broker;
        this.group = group;
        this.process = process;
        this.flow = flow;
        this.handed = new GivenPartitions(flow);
        this.timers = process.timers();
        this.onRecords = () -> process.deliver(this::wake);
        this.member = group.join(process, this::wake);
        broker.onRecords(onRecords);
    }

    /** Under which epoch, as of the newest poll. */
    OptionalInt generation() {
        return generation;
    }

    Group.Member member() {
        return member;
    }

    /** Looks around again. A real consumer does so many times a second; here it sleeps until something has happened. */
    public void wake() {
        news.complete(null);
    }

    public void close() {
        closing = true;
        wake();
    }

    /** Polls until it is closed; then everything is given away in order. */
    public void run() {
        try {
            while (!closing) {
                news = new CompletableFuture<>();
                boolean more = poll();
                generation = OptionalInt.of(member.epoch());
                if (flow.full()) {
                    timers.sleep(WHILE_FULL);
                } else if (!more && !closing) {
                    awaitNews();
                }
            }
            if (!member.knowsThatItIsOut() && !positions.isEmpty()) {
                flow.revoked(new LinkedHashSet<>(positions.keySet()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            generation = OptionalInt.empty();
            broker.forget(onRecords);
            member.leave();
        }
    }

    private void awaitNews() {
        if (handed.waitsForAny()) {
            Duration time = handed.takesAny() ? WHILE_SOME_ARE_TAKEN : WHILE_SOME_ARE_HELD;
            Timers.Pending alarm = timers.at(timers.now().plus(time), this::wake);
            news.join();
            alarm.cancel();
        } else {
            news.join();
        }
    }

    private boolean poll() throws InterruptedException {
        if (member.knowsThatItIsOut()) {
            handed.forget();
            flow.lost(new LinkedHashSet<>(positions.keySet()));
            positions.clear();
            member = group.join(process, this::wake);
            return true;
        }
        Group.Order order = member.orders.poll();
        switch (order) {
            case null -> {
                boolean changed = holdAndTake();
                return (!flow.full() && fetch()) || changed;
            }
            case Group.Order.GiveAway(var places) -> {
                Set<Place> worked = handed.gone(places);
                if (!worked.isEmpty()) {
                    flow.revoked(worked);
                }
                places.forEach(positions::remove);
                member.gaveAway(places);
            }
            case Group.Order.Take(var places) -> {
                handed.given(places);
                boolean _ = holdAndTake();
            }
        }
        return true;
    }

    /** As the intake of a real broker does it. @return whether anything has changed */
    private boolean holdAndTake() throws InterruptedException {
        Set<Place> toHold = handed.toHold();
        if (!toHold.isEmpty()) {
            handed.hold(toHold);
            toHold.forEach(positions::remove);
            flow.lost(toHold);
        }
        for (Set<Place> toTake : handed.toTake()) {
            assign(toTake);
        }
        Set<Place> taken = handed.taken();
        return !taken.isEmpty() || !toHold.isEmpty();
    }

    /** If the broker cannot say where they stand, it is asked again at the next poll. */
    private void assign(Set<Place> places) throws InterruptedException {
        timers.sleep(Duration.ofMillis(5));
        if (broker.failsToSay()) {
            timers.sleep(Duration.ofSeconds(5));
            return;
        }
        var assigned = new LinkedHashMap<Place, Assigned>();
        places.forEach(place -> {
            Broker.Committed committed = broker.committed(place);
            Position position =
                    Position.read(committed.offset(), committed.metadata()).within(0, end(place), flow.topicId(place));
            assigned.put(place, new Assigned(position, broker.settings().partitions(place.topic())));
            positions.put(place, position.offset());
        });
        handed.taking(places);
        flow.assigned(assigned);
    }

    private long end(Place place) {
        return broker.log(place.topic(), place.partition()).end();
    }

    private boolean fetch() throws InterruptedException {
        if (broker.away()) {
            timers.sleep(Duration.ofMillis(200));
            return true;
        }
        int left = MOST_RECORDS_OF_A_POLL;
        List<Place> places = handed.worked().stream().sorted(BY_NAME).toList();
        for (int i = 0; i < places.size(); i++) {
            // Nobody is always the first.
            Place place = places.get((i + turn) % places.size());
            long position = positions.getOrDefault(place, 0L);
            // Out of range: auto.offset.reset is earliest.
            long from = position > end(place) ? 0 : position;
            for (RawRecord record : broker.log(place.topic(), place.partition()).from(from, left)) {
                flow.record(record);
                positions.put(place, record.offset() + 1);
                left--;
            }
        }
        turn++;
        if (left < MOST_RECORDS_OF_A_POLL) {
            timers.sleep(Duration.ofMillis(2));
        }
        return left < MOST_RECORDS_OF_A_POLL;
    }
}
