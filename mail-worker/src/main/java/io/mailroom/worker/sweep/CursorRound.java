package io.mailroom.worker.sweep;

import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.partition.CursorWriter;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.sync.SingleMarks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Brings what older releases wrote of announced mails into its newest form, and takes in what was written since the last
 * time, which then is not read by the next takeover.
 */
public record CursorRound(CursorWriter writer) implements Rounds.Work<OwnedPartition> {
    /** Tombstones in one transaction at most, beside the buckets of as many mails. */
    private static final int MOVED_AT_ONCE = 500;

    @Override
    public void on(OwnedPartition partition, BooleanSupplier goesOn) throws InterruptedException, TimeoutException {
        Cursors cursors = partition.cursors();
        if (!cursors.singleMarks().noneLeft()
                && everyOneMoved(partition, goesOn)
                && noneFound(cursors.singleMarks(), goesOn)) {
            boolean _ = writer.commit(
                    partition, List.of(), List.of(cursors.singleMarks().allMoved()));
        }
        if (goesOn.getAsBoolean()) {
            cursors.catchUp();
        }
    }

    /** @return false if it ended before */
    private boolean everyOneMoved(OwnedPartition partition, BooleanSupplier goesOn)
            throws InterruptedException, TimeoutException {
        long from = 0;
        boolean more = true;
        while (more) {
            SingleMarks.Some some = partition.cursors().singleMarks().from(from);
            for (Map.Entry<String, List<String>> folder : some.keys().entrySet()) {
                if (!goesOn.getAsBoolean() || !moved(partition, folder.getKey(), folder.getValue())) {
                    return false;
                }
            }
            from = some.to();
            more = some.more() && goesOn.getAsBoolean();
        }
        return goesOn.getAsBoolean();
    }

    private boolean moved(OwnedPartition partition, String folder, List<String> keys) throws InterruptedException {
        for (int from = 0; from < keys.size(); from += MOVED_AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + MOVED_AT_ONCE));
            boolean committed = partition.cursors().alone(folder, () -> {
                List<Fact.Cursor> changes = partition.cursors().singleMarks().move(folder, some);
                return changes.isEmpty() || writer.commit(partition, List.of(), changes);
            });
            if (!committed) {
                return false;
            }
        }
        return true;
    }

    /** The whole topic once more: only what was seen there counts. */
    private static boolean noneFound(SingleMarks marks, BooleanSupplier goesOn) throws TimeoutException {
        long from = 0;
        boolean more = true;
        while (more && goesOn.getAsBoolean()) {
            SingleMarks.Some some = marks.from(from);
            if (!some.keys().isEmpty()) {
                return false;
            }
            from = some.to();
            more = some.more();
        }
        return !more;
    }
}
