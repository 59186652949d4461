package io.mailroom.seeds.mutant;

import io.mailroom.worker.commit.CannotCommit;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.commit.Written;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What can be wrong with writes that Kafka refuses for good. */
final class RefusalBugs {
    private static final Duration A_MOMENT = Duration.ofSeconds(3);

    private RefusalBugs() {}

    static TransactionalWriter batchDropped(TransactionalWriter writer) {
        return batch -> {
            Written written = writer.commit(batch);
            return written instanceof Written.Never && batch.size() > 1
                    ? new Written.Committed(WriterBugs.nowhere(batch))
                    : written;
        };
    }

    static TransactionalWriter neighboursDropped(TransactionalWriter writer) {
        return batch -> {
            Written written = writer.commit(batch);
            if (!(written instanceof Written.Never) || batch.size() == 1) {
                return written;
            }
            var half = batch.subList(0, batch.size() / 2);
            if (writer.commit(half) instanceof Written.Committed(var offsets)) {
                var all = new ArrayList<>(offsets);
                all.addAll(WriterBugs.nowhere(batch.subList(half.size(), batch.size())));
                return new Written.Committed(all);
            }
            return written;
        };
    }

    static TransactionalWriter offsetsOfAll(TransactionalWriter writer, Timers timers) {
        var refused = new ArrayList<CommitRequest>();
        return batch -> {
            var more = new ArrayList<>(batch);
            refused.forEach(each -> more.add(new CommitRequest(each.of(), List.of(), each.finished())));
            Written written = writer.commit(more);
            if (written instanceof Written.Never && batch.size() > 1) {
                refused.addAll(batch);
            }
            if (written instanceof Written.Committed(var offsets)) {
                if (!refused.isEmpty()) {
                    timers.sleep(A_MOMENT);
                }
                refused.clear();
                return new Written.Committed(offsets.subList(0, batch.size()));
            }
            return written;
        };
    }

    static TransactionalWriter triedForEver(TransactionalWriter writer) {
        return batch -> {
            Written written = writer.commit(batch);
            return written instanceof Written.Never(var _, var refusal) ? new Written.NotNow(refusal.why()) : written;
        };
    }

    /** What is refused alone is written without what was refused. */
    static TransactionalWriter dropped(TransactionalWriter writer, Predicate<Fact> which) {
        return batch -> {
            Written written = writer.commit(batch);
            boolean alone =
                    batch.size() == 1 && batch.getFirst().facts().stream().anyMatch(which);
            return written instanceof Written.Never && alone ? without(writer, batch.getFirst(), which) : written;
        };
    }

    private static Written without(TransactionalWriter writer, CommitRequest refused, Predicate<Fact> which)
            throws CannotCommit, InterruptedException {
        return WriterBugs.without(writer, which).commit(List.of(refused));
    }
}
