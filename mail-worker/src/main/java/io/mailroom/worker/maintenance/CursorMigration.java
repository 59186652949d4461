package io.mailroom.worker.maintenance;

import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.sync.SingleMarks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Gatherers;

/**
 * Brings what older releases wrote of announced mails into its newest form, and takes in what was written since the last
 * time, which then is not read by the next takeover.
 */
public record CursorMigration(PartitionWriter writer) implements MaintenanceLoop.Work<OwnedPartition> {
    /** Tombstones in one transaction at most, beside the buckets of as many mails. */
    private static final int MOVED_AT_ONCE = 500;

    @Override
    public void on(OwnedPartition partition, BooleanSupplier goesOn) throws InterruptedException, TimeoutException {
        Cursors cursors = partition.cursors();
        SingleMarks marks = cursors.singleMarks();
        // The whole topic once more: only what was seen there counts.
        if (!marks.noneLeft()
                && all(marks, goesOn, some -> moved(partition, some, goesOn))
                && all(marks, goesOn, some -> some.keys().isEmpty())) {
            boolean _ = writer.writeCursors(partition, List.of(), List.of(marks.allMoved()));
        }
        if (goesOn.getAsBoolean()) {
            cursors.catchUp();
        }
    }

    private interface Step {
        boolean on(SingleMarks.Some some) throws InterruptedException;
    }

    /** @return whether the step came to the end of the topic, and said yes all the way */
    private static boolean all(SingleMarks marks, BooleanSupplier goesOn, Step step)
            throws InterruptedException, TimeoutException {
        long from = 0;
        boolean more = true;
        while (more && goesOn.getAsBoolean()) {
            SingleMarks.Some some = marks.from(from);
            if (!step.on(some)) {
                return false;
            }
            from = some.to();
            more = some.more();
        }
        return !more;
    }

    private boolean moved(OwnedPartition partition, SingleMarks.Some some, BooleanSupplier goesOn)
            throws InterruptedException {
        for (Map.Entry<String, List<String>> folder : some.keys().entrySet()) {
            if (!goesOn.getAsBoolean() || !moved(partition, folder.getKey(), folder.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean moved(OwnedPartition partition, String folder, List<String> keys) throws InterruptedException {
        for (List<String> some :
                keys.stream().gather(Gatherers.windowFixed(MOVED_AT_ONCE)).toList()) {
            boolean committed = partition.cursors().alone(folder, () -> {
                List<Fact.Cursor> marks = partition.cursors().singleMarks().move(folder, some);
                return marks.isEmpty() || writer.writeCursors(partition, List.of(), marks);
            });
            if (!committed) {
                return false;
            }
        }
        return true;
    }
}
