package io.mailroom.worker.partition;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.takeover.PartitionLoader;
import io.mailroom.worker.takeover.Predecessors;
import io.mailroom.worker.takeover.TakeoverStatus;
import io.mailroom.worker.takeover.Takeovers;
import io.mailroom.worker.takeover.Takeovers.Answer;
import io.mailroom.worker.takeover.Takeovers.Takeover;
import io.mailroom.worker.takeover.UncheckedTopics;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.topics.ExpectedPartitions;
import io.mailroom.worker.topics.Holds;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The partitions that this worker owns. A partition is taken over with all that was journaled about it, and given away
 * only after the last transaction that could touch it has ended.
 */
public final class Partitions implements PartitionFlow {
    private static final Logger LOG = Logger.getLogger(Partitions.class);

    private static final Duration BARRIER = Duration.ofSeconds(30);

    private final Takeovers takeovers;
    private final Committers committers;
    private final Holds holds;
    private final BiConsumer<OwnedPartition, RawRecord> admit;
    private final Function<OwnedPartition, MailboxQueues<CommandInFlight>> queues;
    private final Budget budget;
    private final Timers timers;
    private final int mostBegunAtOnce;
    private final Duration drain;
    /** A place stands here or among the takeovers. */
    private final OwnedPartitions owned;

    private final UncheckedTopics unchecked;

    private volatile Runnable afterTakeOver = () -> {};

    /**
     * @param admit takes a record in; called by the polling thread, one at a time in their order, and returns at once
     * @param mostBegunAtOnce how many records of a partition a former owner may have had under way
     * @param drain how long the step that a queue is in may take to end before its partition is given away
     */
    public Partitions(
            Takeovers takeovers,
            Committers committers,
            Holds holds,
            BiConsumer<OwnedPartition, RawRecord> admit,
            Function<OwnedPartition, MailboxQueues<CommandInFlight>> queues,
            Budget budget,
            Timers timers,
            int mostBegunAtOnce,
            Duration drain) {
        this.takeovers = takeovers;
        this.committers = committers;
        this.holds = holds;
        this.unchecked = new UncheckedTopics(holds);
        this.admit = admit;
        this.queues = queues;
        this.budget = budget;
        this.timers = timers;
        this.mostBegunAtOnce = mostBegunAtOnce;
        this.drain = drain;
        this.owned = new OwnedPartitions(budget, timers);
    }

    /** What was known of their client before need not be true any more: it is looked at once more. */
    @Override
    public void given(Set<Place> places) {
        unchecked.given(places, timers.now());
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
                        ? !(unchecked.lookedAt(place) && committers.quiet(client))
                        : Position.differ(topicId.get(), topicId(place)));
    }

    /**
     * Of what belongs to this worker. If its topic was deleted and another has its name, nothing that is known of it
     * holds there.
     */
    private Optional<String> topicIdWhenTaken(Place place) {
        return owned.find(place)
                .map(partition -> partition.offsets().topicId())
                .or(() -> takeovers
                        .find(place)
                        .map(each -> each.assigned().position().topicId()));
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
        unchecked.forget(partitions.keySet());
        partitions.forEach((place, assigned) -> takeovers.start(client, place, assigned));
    }

    @Override
    public TakenOver takenOver(Place place) {
        Takeover each = takeovers.find(place).orElse(null);
        if (each == null) {
            return TakenOver.FAILED;
        }
        return switch (each.answer()) {
            case Answer.UnderWay _ -> TakenOver.UNDER_WAY;
            case Answer.Done(var state) -> {
                own(place, each, state);
                yield TakenOver.DONE;
            }
            case Answer.Again _ -> {
                given(Set.of(place));
                yield failed(place);
            }
            case Answer.Broken(var why) -> {
                holds.refused(client(place), why);
                yield failed(place);
            }
        };
    }

    private void own(Place place, Takeover each, PartitionLoader.State state) {
        Assigned assigned = each.assigned();
        var partition = new OwnedPartition(
                new PartitionOffsets(place.topic(), place.partition(), assigned.position()),
                state.journal(),
                state.cursors(),
                assigned.position().readTo() + mostBegunAtOnce,
                assigned.partitionsOfTopic(),
                timers.now(),
                queues);
        Predecessors.first(state.parked(), assigned.position().topicId()).forEach(partition.queues()::load);
        owned.add(place, partition);
        takeovers.drop(place);
        partition.queues().open();
        LOG.infof(
                "partition taken over topic=%s partition=%d journaled=%d parked=%d from=%d read=%d millis=%d",
                place.topic(),
                place.partition(),
                state.journal().size(),
                state.parked().size(),
                state.from(),
                each.progress().toRead(),
                each.lasts().toMillis());
        afterTakeOver.run();
    }

    private TakenOver failed(Place place) {
        release(Set.of(place));
        return TakenOver.FAILED;
    }

    /** @param then called by the polling thread, so it must return at once */
    public void onTakeOver(Runnable then) {
        afterTakeOver = then;
    }

    @Override
    public void revoked(Set<Place> places) {
        try {
            owned.drain(places, drain);
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

    @Override
    public void lost(Set<Place> places) {
        release(places);
        LOG.warnf("partitions lost count=%d", places.size());
    }

    private void release(Set<Place> places) {
        places.forEach(place -> {
            takeovers.drop(place);
            owned.release(place);
        });
        places.stream()
                .map(Partitions::client)
                .distinct()
                .filter(this::ownsNone)
                .forEach(committers::released);
    }

    private boolean ownsNone(ClientName client) {
        return Stream.concat(owned.places().stream(), takeovers.places().stream())
                .noneMatch(place -> client(place).equals(client));
    }

    /** Everything is given up, as when the session ends. */
    public void releaseAll() {
        var all = new LinkedHashSet<>(owned.places());
        all.addAll(takeovers.places());
        release(all);
    }

    /** Who is held does not count, but whoever nobody has looked at yet. */
    public TakeoverStatus status(Membership member, ExpectedPartitions meant) {
        return switch (meant) {
            case ExpectedPartitions.Unknown(var why) -> new TakeoverStatus.NotKnown(why);
            case ExpectedPartitions.Known(var places) -> status(member.worked(), member.unworked(places));
        };
    }

    private TakeoverStatus status(Set<Place> worked, Set<Place> unworked) {
        Set<ClientName> held = holds.all().keySet();
        return new TakeoverStatus.Known(
                worked.size(),
                (int) unworked.stream()
                        .filter(place -> !held.contains(client(place)))
                        .count(),
                takeovers.read(),
                takeovers.toRead());
    }

    public OwnedPartitions owned() {
        return owned;
    }

    @Override
    public void record(RawRecord record) {
        OwnedPartition partition = owned.find(new Place(record.topic(), record.partition()))
                .orElseThrow(() -> new IllegalStateException("a record of a partition that is not owned"));
        admit.accept(partition, record);
    }

    @Override
    public boolean full() {
        return budget.full();
    }
}
