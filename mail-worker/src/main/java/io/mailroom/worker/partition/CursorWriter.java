package io.mailroom.worker.partition;

import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.CommitResult;
import io.mailroom.worker.commit.Fact;
import java.util.ArrayList;
import java.util.List;

/** Commits what changes of cursors with what belongs beside it. Only then does anything change in memory. */
public record CursorWriter(PartitionWriter writer) {
    /** @return whether it is in Kafka; if not, the partition is somebody else's or its client is held */
    public boolean commit(OwnedPartition partition, List<Fact> beside, List<Fact.Cursor> changes) {
        var facts = new ArrayList<>(beside);
        facts.addAll(changes);
        if (writer.commitOrHold(CommitRequest.writing(partition.offsets(), facts))
                instanceof CommitResult.Committed(var offsets)) {
            partition.cursors().committed(changes, offsets.subList(beside.size(), offsets.size()));
            return true;
        }
        return false;
    }
}
