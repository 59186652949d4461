package io.mailroom.worker.pipeline;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settled;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.outcome.Calls;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.outcome.Waits;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.send.SendTask;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.sync.SyncTask;
import io.mailroom.worker.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives each command to the step that carries it out, with what that step may write on the way. */
final class Steps {
    private final SendStep send;
    private final SyncStep sync;
    private final TokenSource tokens;
    private final RetryPolicy retries;
    private final Committer committer;
    private final Clock clock;
    private final Duration longestWait;

    Steps(
            SendStep send,
            SyncStep sync,
            TokenSource tokens,
            RetryPolicy retries,
            Committer committer,
            Clock clock,
            Duration longestWait) {
        this.send = send;
        this.sync = sync;
        this.tokens = tokens;
        this.retries = retries;
        this.committer = committer;
        this.clock = clock;
        this.longestWait = longestWait;
    }

    Outcome carryOut(Task task, Waits waits) {
        Optional<JournalEntry> entry = task.partition().journal().find(task.key());
        if (entry.isPresent() && !entry.get().payload().equals(task.payload())) {
            return conflict();
        }
        if (entry.isPresent() && entry.get() instanceof JournalEntry.Done done) {
            return new Outcome.Repeated(done.result());
        }
        var calls = new Calls(
                tokens,
                retries,
                waits,
                clock,
                longestWait,
                task.partition().client(),
                task.command().connection());
        return switch (task.command()) {
            case SendMail mail ->
                send.run(new SendTask(
                        mail,
                        task.key(),
                        task.payload(),
                        task.mayHaveBegun(),
                        entry,
                        permission -> permitted(task, permission),
                        calls,
                        waits));
            case SyncMail command ->
                sync.run(new SyncTask(
                        command,
                        task.partition().client(),
                        task.partition().cursors(),
                        (mails, marks) -> announced(task, mails, marks),
                        calls));
        };
    }

    private boolean permitted(Task task, JournalEntry.Sending permission) {
        var settlement =
                Settlement.goingOn(task.partition().offsets(), List.of(new Fact.Journaled(task.key(), permission)));
        boolean committed = committer.settle(settlement) == Settled.COMMITTED;
        if (committed) {
            task.partition().journal().committed(task.key(), permission);
        }
        return committed;
    }

    private boolean announced(Task task, List<io.mailroom.model.event.MailReceived> mails, List<Cursors.Mark> marks) {
        var facts = new ArrayList<Fact>();
        mails.forEach(mail ->
                facts.add(new Fact.Announced(task.partition().client(), MailEvents.received(mail, clock.instant()))));
        marks.forEach(mark -> facts.add(new Fact.Marked(mark.key(), mark.value())));
        boolean committed =
                committer.settle(Settlement.goingOn(task.partition().offsets(), facts)) == Settled.COMMITTED;
        if (committed) {
            marks.forEach(mark -> task.partition().cursors().load(mark.key(), mark.value()));
        }
        return committed;
    }

    private static Outcome conflict() {
        return new Outcome.Ended(
                new Ending.Rejected(
                        ResultCode.IDEMPOTENCY_CONFLICT,
                        "A command with the same source and id came before and said something else.",
                        null),
                Evidence.none());
    }
}
