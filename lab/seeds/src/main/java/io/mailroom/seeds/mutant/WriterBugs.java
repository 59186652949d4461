package io.mailroom.seeds.mutant;

import io.mailroom.seeds.world.World;
import io.mailroom.worker.commit.CannotCommit;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.commit.Written;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What can be wrong with transactions. */
final class WriterBugs {
    private static final Duration A_MOMENT = Duration.ofMillis(400);

    private WriterBugs() {}

    static boolean permission(Fact fact) {
        return fact instanceof Fact.Journaled(var _, JournalEntry.Sending _);
    }

    static boolean done(Fact fact) {
        return fact instanceof Fact.Journaled(var _, JournalEntry.Done _);
    }

    /** Facts of one kind never reach Kafka; whoever wrote them believes they did. */
    static TransactionalWriter without(TransactionalWriter writer, Predicate<Fact> lost) {
        return batch -> then(
                writer.commit(part(batch, lost.negate())), offsets -> merged(batch, nowhere(batch), offsets, lost));
    }

    private static Written then(Written written, UnaryOperator<List<List<Long>>> offsets) {
        return written instanceof Written.Committed(var all) ? new Written.Committed(offsets.apply(all)) : written;
    }

    /** Two transactions where one is needed: first these facts, a moment later the others. */
    static TransactionalWriter split(TransactionalWriter writer, Timers timers, Predicate<Fact> first) {
        return batch -> {
            if (batch.stream().flatMap(each -> each.facts().stream()).noneMatch(WriterBugs::done)) {
                return writer.commit(batch);
            }
            if (!(writer.commit(part(batch, first)) instanceof Written.Committed(var before))) {
                return new Written.NotNow("the first part");
            }
            timers.sleep(A_MOMENT);
            while (batch.stream().allMatch(request -> request.of().owned())) {
                if (writer.commit(part(batch, first.negate())) instanceof Written.Committed(var after)) {
                    return new Written.Committed(merged(batch, before, after, first));
                }
                timers.sleep(A_MOMENT);
            }
            return new Written.NotNow("the second part");
        };
    }

    private static List<CommitRequest> part(List<CommitRequest> batch, Predicate<Fact> which) {
        return batch.stream()
                .map(request ->
                        with(request, request.facts().stream().filter(which).toList()))
                .toList();
    }

    private static List<List<Long>> merged(
            List<CommitRequest> batch, List<List<Long>> one, List<List<Long>> other, Predicate<Fact> first) {
        var all = new ArrayList<List<Long>>();
        for (int i = 0; i < batch.size(); i++) {
            var ones = one.get(i).iterator();
            var others = other.get(i).iterator();
            all.add(batch.get(i).facts().stream()
                    .map(fact -> first.test(fact) ? ones.next() : others.next())
                    .toList());
        }
        return all;
    }

    /** What says nothing is not written at all, and so proves nothing. */
    static TransactionalWriter withoutProof(TransactionalWriter writer) {
        return batch -> batch.stream()
                        .allMatch(request ->
                                request.facts().isEmpty() && request.finished().isEmpty())
                ? new Written.Committed(nowhere(batch))
                : writer.commit(batch);
    }

    /** What was aborted is taken for committed. */
    static TransactionalWriter abortsAreCommits(TransactionalWriter writer) {
        return batch -> {
            Written written = writer.commit(batch);
            return written instanceof Written.Committed ? written : new Written.Committed(nowhere(batch));
        };
    }

    /** A transaction of which nobody knows is written once more instead of reading everything again. */
    static TransactionalWriter unknownIsTriedAgain(TransactionalWriter writer) {
        return batch -> {
            while (true) {
                try {
                    return writer.commit(batch);
                } catch (CannotCommit e) {
                    if (e.getMessage() == null || e.getMessage().contains("fenced")) {
                        throw e;
                    }
                }
            }
        };
    }

    /** Each result goes out twice. */
    static TransactionalWriter toldTwice(TransactionalWriter writer, World world) {
        return batch -> then(
                writer.commit(batch.stream()
                        .map(request -> with(request, twice(request.facts(), world)))
                        .toList()),
                offsets -> {
                    var cut = new ArrayList<List<Long>>();
                    for (int i = 0; i < batch.size(); i++) {
                        cut.add(offsets.get(i).subList(0, batch.get(i).facts().size()));
                    }
                    return cut;
                });
    }

    private static List<Fact> twice(List<Fact> facts, World world) {
        var more = new ArrayList<>(facts);
        if (facts.stream().anyMatch(WriterBugs::done) && world.oneIn(10)) {
            facts.stream().filter(fact -> fact instanceof Fact.Result).forEach(more::add);
        }
        return more;
    }

    /** The permission is believed to stand before it does: it goes out with the next transaction. */
    static TransactionalWriter permissionsLate(TransactionalWriter writer) {
        var late = new ArrayList<CommitRequest>();
        return batch -> {
            boolean only = batch.stream()
                    .allMatch(request -> !request.facts().isEmpty()
                            && request.facts().stream().allMatch(WriterBugs::permission));
            if (only) {
                late.addAll(batch);
                return new Written.Committed(nowhere(batch));
            }
            var all = new ArrayList<>(late);
            late.clear();
            int before = all.size();
            all.addAll(batch);
            return then(writer.commit(all), offsets -> offsets.subList(before, offsets.size()));
        };
    }

    static List<List<Long>> nowhere(List<CommitRequest> batch) {
        return batch.stream()
                .map(request -> request.facts().stream().map(_ -> 0L).toList())
                .toList();
    }

    private static CommitRequest with(CommitRequest request, List<Fact> facts) {
        return new CommitRequest(request.of(), facts, request.finished());
    }
}
