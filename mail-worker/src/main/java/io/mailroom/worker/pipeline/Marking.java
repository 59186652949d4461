package io.mailroom.worker.pipeline;

import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settled;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.sync.Cursors;
import java.util.ArrayList;
import java.util.List;

/** Commits what changes of cursors with what belongs beside it. Only then does anything change in memory. */
record Marking(Settling settling) {
    /** @return whether it is in Kafka; if not, the partition is somebody else's or its client is held */
    boolean commit(OwnedPartition partition, List<Fact> beside, List<Cursors.Mark> marks) {
        var facts = new ArrayList<>(beside);
        marks.forEach(mark -> facts.add(new Fact.Marked(mark.key(), mark.value())));
        if (settling.decided(Settlement.goingOn(partition.offsets(), facts))
                instanceof Settled.Committed(var offsets)) {
            partition.cursors().committed(marks, offsets.subList(beside.size(), offsets.size()));
            return true;
        }
        return false;
    }
}
