package io.mailroom.worker.pipeline;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.journal.CorruptEntry;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.lane.After;
import io.mailroom.worker.lane.Visitor.Visited;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command that has to wait and cannot be kept ends instead, between two turns of its line, so that nothing of the
 * mailbox is under way meanwhile. Promise: what the journal says of it, whether from an earlier record or an earlier
 * turn, is its answer. A cancel that comes first takes it out of its line and ends it.
 */
record Unkept(Settling settling, Budget budget, Clock clock) {
    /** Never waits. Only what an answer takes stays in memory of the command. */
    void stand(Task task, Parked parked, Refusal refusal) {
        Task light = task.light();
        budget.lighten(task.record(), light.record());
        var visit = new Visit(budget, light, (_, _) -> ended(light, parked, refusal));
        task.partition().lines().visit(parked.connection(), parked.key(), visit);
    }

    private Visited ended(Task task, Parked parked, Refusal refusal) throws InterruptedException {
        Settlement repeated = null;
        Ending ending;
        try {
            Optional<JournalEntry> entry =
                    task.sweep() ? Optional.empty() : task.partition().journal().find(task.key());
            ending = ending(task, entry.orElse(null), refusal);
            repeated = repeated(task, entry.orElse(null));
        } catch (CorruptEntry e) {
            ending = unknown();
        }
        if (!task.partition().lines().leave(parked.connection(), parked.place())) {
            return Visited.DONE;
        }
        if (repeated != null) {
            return settling.settle(repeated) ? Visited.DONE : Visited.GIVEN_UP;
        }
        Instant now = clock.instant();
        After after = settling.finish(task, Results.of(task, now, ending, Evidence.none(), now), null);
        return after instanceof After.GivenUp ? Visited.GIVEN_UP : Visited.DONE;
    }

    /** What has nothing to say but what was said before. */
    private static @Nullable Settlement repeated(Task task, @Nullable JournalEntry entry) {
        if (task.sweep()) {
            return task.ending(List.of());
        }
        return entry instanceof JournalEntry.Done done && done.payload().equals(task.payload())
                ? task.ending(List.of(new Fact.Told(task.partition().client(), done.result())))
                : null;
    }

    private static Ending ending(Task task, @Nullable JournalEntry entry, Refusal refusal) {
        if (entry == null) {
            return new Ending.Failed(
                    ResultCode.TOO_LARGE,
                    "The command had to wait, and " + refusal.topic() + " takes no record of " + refusal.bytes()
                            + " bytes; nothing was sent.",
                    false);
        }
        return entry.payload().equals(task.payload()) ? unknown() : Steps.conflict();
    }

    private static Ending unknown() {
        return new Ending.Unknown(
                "The command had to wait while its outcome was open, and is too large to be kept.", null);
    }
}
