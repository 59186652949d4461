package io.mailroom.seeds.broker;

import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.record.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The consumer group as KIP-848 has it: the coordinator moves single partitions, one that is owned only after its owner
 * has given it away, and whoever is not heard of for the session's time loses everything without being asked. A commit is
 * checked by the member's epoch alone, never by partition.
 */
public final class Group {
    /** Whoever is not heard of for so long is given up. */
    public static final Duration SESSION = Duration.ofSeconds(45);
    /** How often a member asks; until then it does not know that it was given up. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final World world;
    private final Topics settings;
    private final List<String> topics;
    private final List<Place> places = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<Place, Member> owners = new HashMap<>();

    /** @param topics whose partitions are given away */
    public Group(World world, Topics settings, List<String> topics) {
        this.world = world;
        this.settings = settings;
        this.topics = List.copyOf(topics);
        seePartitions();
    }

    /** Hears of partitions that were added. */
    public void seePartitions() {
        for (String topic : topics) {
            for (int partition = 0; partition < settings.partitions(topic); partition++) {
                var place = new Place(topic, partition);
                if (!places.contains(place)) {
                    places.add(place);
                }
            }
        }
        rebalance();
    }

    /** What the coordinator wants of a member, in the order in which it wants it. */
    sealed interface Order {
        record Take(Set<Place> places) implements Order {}

        record GiveAway(Set<Place> places) implements Order {}
    }

    /** One membership. */
    public final class Member {
        private final SimulatedProcess process;
        private final Runnable wake;
        private final Set<Place> asked = new LinkedHashSet<>();
        final Deque<Order> orders = new ArrayDeque<>();
        private int epoch = 1;
        private boolean out;
        private boolean knows;

        Member(SimulatedProcess process, Runnable wake) {
            this.process = process;
            this.wake = wake;
        }

        int epoch() {
            return epoch;
        }

        /** Whether the member has heard that it was given up. */
        boolean knowsThatItIsOut() {
            return knows;
        }

        /** A stopped process asks only when it goes on. */
        private void hearLater() {
            process.deliver(() -> world.after(world.between(Duration.ofMillis(5), HEARTBEAT), () -> {
                knows = true;
                process.deliver(wake);
            }));
        }

        /** Whether a commit under that epoch is taken. */
        boolean accepts(int of) {
            return !out && of == epoch;
        }

        void gaveAway(Set<Place> given) {
            if (!out) {
                given.forEach(place -> {
                    asked.remove(place);
                    owners.remove(place, this);
                });
                epoch++;
                rebalance();
            }
        }

        void leave() {
            if (!out) {
                evict(this);
            }
        }
    }

    Member join(SimulatedProcess process, Runnable wake) {
        var member = new Member(process, wake);
        members.add(member);
        watch(member);
        rebalance();
        return member;
    }

    private void watch(Member member) {
        world.after(SESSION, () -> {
            if (member.out) {
                return;
            }
            if (!member.process.running()) {
                world.log("group: " + member.process.name() + " is not heard of any more");
                evict(member);
            } else {
                watch(member);
            }
        });
    }

    private void evict(Member member) {
        member.out = true;
        members.remove(member);
        owners.values().removeIf(owner -> Objects.equals(owner, member));
        member.hearLater();
        rebalance();
    }

    private boolean isNotAskedFor(Place place) {
        Member owner = owners.get(place);
        return owner != null && !owner.asked.contains(place);
    }

    /** One partition is wanted back, whether it is worked for or still being taken over; it goes to whoever has least. */
    public void moveOne() {
        List<Place> movable =
                places.stream().filter(place -> isNotAskedFor(place)).toList();
        if (!movable.isEmpty()) {
            Place place = movable.get(world.chance().nextInt(movable.size()));
            world.log("group: " + place + " moves");
            ask(Objects.requireNonNull(owners.get(place)), place);
        }
    }

    private static void ask(Member member, Place place) {
        Set<Place> one = new LinkedHashSet<>(List.of(place));
        member.asked.addAll(one);
        member.orders.add(new Order.GiveAway(one));
        member.process.deliver(member.wake);
    }

    /** Moves what must move, and nothing else. */
    private void rebalance() {
        if (members.isEmpty()) {
            return;
        }
        Map<Member, Set<Place>> given = new java.util.LinkedHashMap<>();
        int fair = (places.size() + members.size() - 1) / members.size();
        for (Place place : places) {
            Member owner = owners.get(place);
            if (owner == null) {
                Member least = least(null);
                owners.put(place, least);
                given.computeIfAbsent(least, _ -> new LinkedHashSet<>()).add(place);
            }
        }
        given.forEach((member, newPlaces) -> {
            member.orders.add(new Order.Take(newPlaces));
            member.epoch++;
            member.process.deliver(member.wake);
        });
        for (Member member : List.copyOf(members)) {
            List<Place> owned = places.stream()
                    .filter(place -> Objects.equals(owners.get(place), member) && !member.asked.contains(place))
                    .toList();
            Member least = least(member);
            if (owned.size() > fair && !Objects.equals(least, member) && count(least) < fair) {
                ask(member, owned.getLast());
            }
        }
    }

    private Member least(@Nullable Member but) {
        Member best = null;
        for (Member member : members) {
            if (!member.equals(but) && (best == null || count(member) < count(best))) {
                best = member;
            }
        }
        return best == null ? Objects.requireNonNull(but) : best;
    }

    private long count(Member member) {
        return owners.values().stream().filter(member::equals).count();
    }
}
