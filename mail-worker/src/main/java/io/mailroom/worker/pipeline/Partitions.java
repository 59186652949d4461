package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.intake.Position;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.lane.Lines;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.topics.Holds;
import io.mailroom.worker.topics.Meant;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The partitions that this worker owns. A partition is taken over with all that was journaled about it, and given away
 * only after the last transaction that could touch it has ended.
 */
final class Partitions implements PartitionFlow {
    private static final Logger LOG = Logger.getLogger(Partitions.class);

    private static final Duration BARRIER = Duration.ofSeconds(30);

    private final Loads loads;
    private final Committers committers;
    private final Holds holds;
    private final Reception reception;
    private final Function<OwnedPartition, Lines<Task>> lines;
    private final Budget budget;
    private final Timers timers;
    private final int mostBegunAtOnce;
    private final Duration drain;
    /** Bound: what the group has given, until it is released; so is {@link #taking}. */
    private final ConcurrentMap<Place, OwnedPartition> owned = new ConcurrentHashMap<>();
    /** Bound: see {@link #owned}; a place stands in one of the two. */
    private final ConcurrentMap<Place, Taking> taking = new ConcurrentHashMap<>();

    private final AwaitedLooks awaited;

    private volatile Runnable afterTakeOver = () -> {};

    /** A partition that belongs to this worker, and what is being read of it. */
    private record Taking(Assigned assigned, Loads.Load load) {}

    /**
     * @param mostBegunAtOnce how many records of a partition a former owner may have had under way
     * @param drain how long the step that a lane is in may take to end before its partition is given away
     */
    Partitions(
            Loads loads,
            Committers committers,
            Holds holds,
            Reception reception,
            Function<OwnedPartition, Lines<Task>> lines,
            Budget budget,
            Timers timers,
            int mostBegunAtOnce,
            Duration drain) {
        this.loads = loads;
        this.committers = committers;
        this.holds = holds;
        this.awaited = new AwaitedLooks(holds);
        this.reception = reception;
        this.lines = lines;
        this.budget = budget;
        this.timers = timers;
        this.mostBegunAtOnce = mostBegunAtOnce;
        this.drain = drain;
    }

    /** What was known of their client before need not be true any more: it is looked at once more. */
    @Override
    public void given(Set<Place> places) {
        awaited.given(places, timers.now());
        holds.look();
    }

    /**
     * What is not owned comes only once no transaction of its client is under way any more that began when it was: what
     * that one commits has to be read first.
     */
    @Override
    public boolean held(Place place) {
        ClientName client = client(place);
        if (committers.rests(client) && ownsNone(client)) {
            committers.released(client);
        }
        Optional<String> topicId = topicIdWhenTaken(place);
        return holds.of(client).isPresent()
                || committers.rests(client)
                || (topicId.isEmpty()
                        ? !(awaited.lookedAt(place) && committers.quiet(client))
                        : Position.differ(topicId.get(), topicId(place)));
    }

    /**
     * Of what belongs to this worker. If its topic was deleted and another has its name, nothing that is known of it
     * holds there.
     */
    private Optional<String> topicIdWhenTaken(Place place) {
        OwnedPartition partition = owned.get(place);
        Taking beingTaken = taking.get(place);
        return partition != null
                ? Optional.of(partition.offsets().topicId())
                : Optional.ofNullable(beingTaken)
                        .map(each -> each.assigned().position().topicId());
    }

    @Override
    public String topicId(Place place) {
        return holds.topicId(place.topic()).orElse("");
    }

    private static ClientName client(Place place) {
        return TopicNames.clientOfCommands(place.topic())
                .orElseThrow(() -> new IllegalStateException(place.topic() + " carries no commands"));
    }

    @Override
    public void unreadable(Place place, String why) {
        holds.refused(client(place), place.topic() + "-" + place.partition() + " cannot be read: " + why);
    }

    @Override
    public void assigned(Map<Place, Assigned> partitions) {
        ClientName client = client(partitions.keySet().iterator().next());
        // First, since what a former process left in the air is waited for by the load, and ended by the committer.
        committers.begin(client);
        awaited.forget(partitions.keySet());
        partitions.forEach((place, assigned) ->
                taking.put(place, new Taking(assigned, loads.start(client, place.partition()))));
    }

    @Override
    public TakenOver takenOver(Place place) {
        Taking each = taking.get(place);
        if (each == null) {
            return TakenOver.FAILED;
        }
        return switch (each.load().answer()) {
            case Loads.Answer.UnderWay _ -> TakenOver.UNDER_WAY;
            case Loads.Answer.Done(var state) -> {
                own(place, each, state);
                yield TakenOver.DONE;
            }
            case Loads.Answer.Again _ -> {
                given(Set.of(place));
                yield failed(place);
            }
            case Loads.Answer.Broken(var why) -> {
                holds.refused(client(place), why);
                yield failed(place);
            }
        };
    }

    private void own(Place place, Taking each, TakeOver.State state) {
        OwnedPartition partition = owned(place, each.assigned(), state);
        owned.put(place, partition);
        taking.remove(place);
        partition.lines().open();
        LOG.infof(
                "partition taken over topic=%s partition=%d journaled=%d parked=%d from=%d read=%d millis=%d",
                place.topic(),
                place.partition(),
                state.journal().size(),
                state.parked().size(),
                state.from(),
                each.load().progress().toRead(),
                each.load().lasts().toMillis());
        afterTakeOver.run();
    }

    private TakenOver failed(Place place) {
        release(Set.of(place));
        return TakenOver.FAILED;
    }

    /** @param then called by the polling thread, so it must return at once */
    void onTakeOver(Runnable then) {
        afterTakeOver = then;
    }

    private OwnedPartition owned(Place place, Assigned assigned, TakeOver.State state) {
        ClientName client = client(place);
        var partition = new OwnedPartition(
                client,
                new PartitionOffsets(place.topic(), place.partition(), assigned.position()),
                state.journal(),
                state.cursors(),
                assigned.position().readTo() + mostBegunAtOnce,
                assigned.partitionsOfTopic(),
                timers.now(),
                lines);
        Predecessors.first(state.parked(), partition.offsets().topicId()).forEach(partition.lines()::load);
        return partition;
    }

    @Override
    public void revoked(Set<Place> places) {
        try {
            drain(places);
            release(places);
            for (ClientName client : places.stream().map(Partitions::client).collect(Collectors.toSet())) {
                if (!committers.barrier(client, BARRIER)) {
                    throw new IllegalStateException("a transaction did not end within " + BARRIER);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while giving partitions away", e);
        }
        LOG.infof("partitions given away count=%d", places.size());
    }

    /** What ends within the bound leaves nothing in doubt behind. */
    private void drain(Set<Place> places) throws InterruptedException {
        var leaving = places.stream()
                .map(owned::get)
                .filter(Objects::nonNull)
                .map(OwnedPartition::offsets)
                .toList();
        leaving.forEach(PartitionOffsets::beginNothingMore);
        Instant end = timers.now().plus(drain);
        for (PartitionOffsets offsets : leaving) {
            offsets.awaitNothingBegun(end, timers);
        }
    }

    @Override
    public void lost(Set<Place> places) {
        release(places);
        LOG.warnf("partitions lost count=%d", places.size());
    }

    private void release(Set<Place> places) {
        places.forEach(place -> {
            Taking beingTaken = taking.remove(place);
            if (beingTaken != null) {
                beingTaken.load().drop();
            }
            OwnedPartition partition = owned.remove(place);
            if (partition != null) {
                partition.offsets().release();
                partition.lines().close().forEach(task -> budget.giveBack(task.record()));
            }
        });
        places.stream()
                .map(Partitions::client)
                .distinct()
                .filter(this::ownsNone)
                .forEach(committers::released);
    }

    private boolean ownsNone(ClientName client) {
        return Stream.concat(owned.keySet().stream(), taking.keySet().stream())
                .noneMatch(place -> client(place).equals(client));
    }

    /** Everything is given up, as when the session ends. */
    void releaseAll() {
        var all = new LinkedHashSet<>(owned.keySet());
        all.addAll(taking.keySet());
        release(all);
    }

    int count() {
        return owned.size();
    }

    /** Who is held does not count, but whoever nobody has looked at yet. */
    Takeovers takeovers(Membership member, Meant meant) {
        return switch (meant) {
            case Meant.Unknown(var why) -> new Takeovers.NotKnown(why);
            case Meant.Known(var places) -> takeovers(member.worked(), member.unworked(places));
        };
    }

    private Takeovers takeovers(Set<Place> worked, Set<Place> unworked) {
        Set<ClientName> held = holds.all().keySet();
        List<Progress> all =
                taking.values().stream().map(each -> each.load().progress()).toList();
        return new Takeovers.Known(
                worked.size(),
                (int) unworked.stream()
                        .filter(place -> !held.contains(client(place)))
                        .count(),
                all.stream().mapToLong(Progress::read).sum(),
                all.stream().mapToLong(Progress::toRead).sum());
    }

    /** Commands that wait in Kafka. */
    int parked() {
        return owned.values().stream()
                .mapToInt(partition -> partition.lines().parked())
                .sum();
    }

    /** Something about a connection changed. */
    void wake(ConnectionId connection) {
        owned.values().forEach(partition -> partition.lines().wake(connection));
    }

    List<OwnedPartition> all() {
        return List.copyOf(owned.values());
    }

    @Override
    public void record(RawRecord record) {
        OwnedPartition partition = owned.get(new Place(record.topic(), record.partition()));
        if (partition == null) {
            throw new IllegalStateException("a record of a partition that is not owned");
        }
        reception.take(partition, record);
    }

    @Override
    public boolean full() {
        return budget.full();
    }
}
