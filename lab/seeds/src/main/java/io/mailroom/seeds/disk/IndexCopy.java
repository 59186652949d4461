package io.mailroom.seeds.disk;

import io.mailroom.seeds.world.World;
import io.mailroom.worker.index.IndexKey;
import java.util.ArrayList;
import java.util.List;

/** The file of one index: everything that was stored there, in order. */
final class IndexCopy {
    /** A store, after which the file is right. */
    sealed interface Change {}

    record Put(IndexKey key, long offset, boolean finished) implements Change {}

    record Removed(IndexKey key, long offset) implements Change {}

    record TakenIn(long upTo) implements Change {}

    private final String topicId;
    private final List<Change> changes = new ArrayList<>();
    private boolean givenUp;

    IndexCopy(String topicId) {
        this.topicId = topicId;
    }

    String topicId() {
        return topicId;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    void add(Change change) {
        if (!givenUp) {
            changes.add(change);
        }
    }

    /** The next process begins anew. */
    void giveUp() {
        givenUp = true;
        changes.clear();
    }

    /** As it was at some moment. */
    IndexCopy before(World world) {
        return of(changes.subList(0, world.chance().nextInt(changes.size() + 1)));
    }

    /** What lies above the claimed position may be there or not, each by itself. */
    IndexCopy withoutSomeOfTheUnclaimed(World world) {
        int claimed = 0;
        for (int i = 0; i < changes.size(); i++) {
            claimed = changes.get(i) instanceof TakenIn ? i + 1 : claimed;
        }
        var left = new ArrayList<>(changes.subList(0, claimed));
        changes.subList(claimed, changes.size()).stream()
                .filter(_ -> world.chance().nextBoolean())
                .forEach(left::add);
        return of(left);
    }

    private IndexCopy of(List<Change> some) {
        var copy = new IndexCopy(topicId);
        copy.changes.addAll(some);
        return copy;
    }
}
