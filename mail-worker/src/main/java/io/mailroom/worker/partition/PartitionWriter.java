package io.mailroom.worker.partition;

import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.CommitResult;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.topics.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Commits what was decided about a partition. What Mailroom itself writes fits wherever the topics are as they must be:
 * so where the last form of something does not fit, it is the topics that are wrong, and the client is held.
 */
public record PartitionWriter(Committers committers, Holds holds) {
    /** Waits for the transaction; the caller has another form of it if it can never be written. */
    public CommitResult commit(CommitRequest request) {
        return committers.commit(request);
    }

    /** Like {@link #commit}, for what nobody waits for. */
    public CompletableFuture<CommitResult> submit(CommitRequest request) {
        return committers.submit(request);
    }

    /** Waits for a transaction of what has no smaller form: if Kafka will never take it, its client is held. */
    public CommitResult commitOrHold(CommitRequest request) {
        CommitResult result = committers.commit(request);
        if (result instanceof CommitResult.Unwritable(var refusal)) {
            hold(request.of(), refusal);
            return new CommitResult.NotOwned();
        }
        return result;
    }

    /** @return whether it is in Kafka; if not, the partition is somebody else's or its client is held */
    public boolean write(CommitRequest request) {
        return commitOrHold(request).committed();
    }

    /**
     * Writes what changes of cursors with what belongs beside it. Only then does anything change in memory.
     *
     * @return as {@link #write}
     */
    public boolean writeCursors(OwnedPartition partition, List<Fact> beside, List<Fact.Cursor> changes) {
        var facts = new ArrayList<>(beside);
        facts.addAll(changes);
        if (commitOrHold(CommitRequest.writing(partition.offsets(), facts))
                instanceof CommitResult.Committed(var offsets)) {
            partition.cursors().committed(changes, offsets.subList(beside.size(), offsets.size()));
            return true;
        }
        return false;
    }

    /** Waits for the first of these that can be written. @return as {@link #write} */
    public boolean writeFirst(List<Supplier<CommitRequest>> inTurn) {
        CommitRequest request = inTurn.getFirst().get();
        return inTurn.size() == 1
                ? write(request)
                : switch (committers.commit(request)) {
                    case CommitResult.Committed _ -> true;
                    case CommitResult.NotOwned _ -> false;
                    case CommitResult.Unwritable _ -> writeFirst(inTurn.subList(1, inTurn.size()));
                };
    }

    /** The partition's client is held, and goes on from what stands in Kafka. */
    public void hold(PartitionOffsets partition, Refusal refusal) {
        partition.release();
        holds.refused(
                partition.client(),
                "%s takes no record of %d bytes (%s).".formatted(refusal.topic(), refusal.bytes(), refusal.why()));
    }
}
