package io.mailroom.worker.topics;

import io.mailroom.worker.intake.Membership;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Learns from the group's coordinator what this worker is to have, since a member is not told while somebody else has it.
 * Asks until that is known, once for each time that the group rearranges itself, and holds no connection in between.
 */
public final class GroupWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupWatch.class);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Membership NOBODY = new Membership("", 0, Set.of(), Set.of(), Set.of());

    private final WatchThread<Group> thread;
    private final Supplier<Optional<Set<String>>> existing;
    private volatile Optional<Membership> newest = Optional.empty();
    private volatile Answer answer =
            new Answer(NOBODY, new ExpectedPartitions.Unknown("the group has not been asked yet"));

    private record Answer(Membership to, ExpectedPartitions meant) {
        boolean answers(Membership member) {
            return meant instanceof ExpectedPartitions.Known && to.sameEpoch(member);
        }
    }

    /** @param existing the topics of commands; empty while nobody has looked */
    public GroupWatch(Map<String, Object> connection, String group, Supplier<Optional<Set<String>>> existing) {
        this(() -> new KafkaGroup(connection, group), existing);
    }

    GroupWatch(Supplier<Group> groups, Supplier<Optional<Set<String>>> existing) {
        this.thread = new WatchThread<>("group-watch", groups, this::askOrWait);
        this.existing = existing;
    }

    public void start() {
        thread.start();
    }

    /** At each poll; returns at once and throws nothing. */
    public void told(Membership membership) {
        boolean other = newest.filter(membership::sameEpoch).isEmpty();
        newest = Optional.of(membership);
        if (other) {
            thread.wake();
        }
    }

    /** As of the newest poll; empty before the first. */
    public Optional<Membership> membership() {
        return newest;
    }

    /** What the group means that member to have in that epoch. */
    public ExpectedPartitions meant(Membership member) {
        Answer now = answer;
        return now.answers(member) || now.meant() instanceof ExpectedPartitions.Unknown
                ? now.meant()
                : new ExpectedPartitions.Unknown("the group is sharing out its partitions");
    }

    private void askOrWait() throws InterruptedException {
        Optional<Membership> unanswered = newest.filter(Membership::joined).filter(member -> !answer.answers(member));
        if (unanswered.isEmpty()) {
            thread.drop();
            thread.await();
        } else {
            ask(unanswered.get());
            if (!answer.answers(unanswered.get())) {
                thread.await(BETWEEN);
            }
        }
    }

    /** Whatever an answer fails with, it is asked for again. */
    private void ask(Membership member) throws InterruptedException {
        ExpectedPartitions meant;
        try {
            GroupFacts facts = thread.client().look();
            meant = existing.get()
                    .map(topics -> facts.of(member, topics))
                    .orElseGet(() -> new ExpectedPartitions.Unknown("the topics could not be looked at yet"));
        } catch (ExecutionException | TimeoutException e) {
            meant = failed(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            meant = failed(e);
            thread.drop();
        }
        answer = new Answer(member, meant);
    }

    /** Told when it begins, and not at each attempt. */
    private ExpectedPartitions failed(Throwable cause) {
        var unknown = new ExpectedPartitions.Unknown("the group cannot be asked what this worker is to have: "
                + cause.getClass().getSimpleName());
        if (!answer.meant().equals(unknown)) {
            LOG.warnf("%s message=%s", unknown.why(), cause.getMessage());
        }
        return unknown;
    }

    @Override
    public void close() {
        thread.close();
    }
}
