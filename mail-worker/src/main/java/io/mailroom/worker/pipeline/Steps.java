package io.mailroom.worker.pipeline;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settled;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.outcome.Calls;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.outcome.Patience;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.outcome.Waits;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.send.SendTask;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.sync.SyncTask;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives each command to the step that carries it out, with what that step may write on the way. */
final class Steps {
    private final SendStep send;
    private final SyncStep sync;
    private final TokenSource tokens;
    private final RetryPolicy retries;
    private final Settling settling;
    private final Clock clock;
    private final Timers timers;
    private final Patiences patiences;

    /**
     * How long commands may wait.
     *
     * @param inLine a longer wait parks the command
     * @param recheck how often a connection that is not connected is asked for
     * @param reconnectWithin how long after its receipt a command waits for its connection
     */
    record Patiences(Duration inLine, Duration recheck, Duration reconnectWithin) {
        Patience of(Task task) {
            return new Patience(inLine, recheck, task.receivedAt().plus(reconnectWithin));
        }
    }

    Steps(
            SendStep send,
            SyncStep sync,
            TokenSource tokens,
            RetryPolicy retries,
            Settling settling,
            Clock clock,
            Timers timers,
            Patiences patiences) {
        this.send = send;
        this.sync = sync;
        this.tokens = tokens;
        this.retries = retries;
        this.settling = settling;
        this.clock = clock;
        this.timers = timers;
        this.patiences = patiences;
    }

    Timers timers() {
        return timers;
    }

    Outcome carryOut(Task task, Waits waits) {
        Optional<JournalEntry> entry;
        try {
            entry = task.partition().journal().find(task.key());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        }
        if (conflicts(task, entry)) {
            return new Outcome.Ended(conflict(), Evidence.none());
        }
        if (entry.isPresent() && entry.get() instanceof JournalEntry.Done done && !task.sweep()) {
            return new Outcome.Repeated(done.result());
        }
        var calls = new Calls(
                tokens,
                retries,
                waits,
                clock,
                patiences.of(task),
                task.partition().client(),
                task.command().connection(),
                task.history());
        return switch (task.command()) {
            case SendMail mail -> {
                var send = new SendTask(
                        mail,
                        task.key(),
                        task.payload(),
                        task.mayHaveBegun(),
                        task.partition().since(),
                        entry,
                        permissions(task),
                        calls,
                        waits);
                yield task.sweep() ? this.send.sweep(send) : this.send.run(send);
            }
            case CancelCommand _ -> throw new IllegalStateException("a cancel is answered between two turns");
            case SyncMail command ->
                sync.run(new SyncTask(
                        command,
                        task.partition().client(),
                        task.partition().cursors(),
                        (mails, marks) -> announced(task, mails, marks),
                        calls));
        };
    }

    /** Also with a command that came before and waits for its time: that one has been accepted already. */
    private static boolean conflicts(Task task, Optional<JournalEntry> entry) {
        if (entry.isPresent()) {
            return !entry.get().payload().equals(task.payload());
        }
        return task.partition()
                .lines()
                .scheduled(
                        task.command().connection(),
                        parked -> parked.key().equals(task.key())
                                && parked.place() < task.place()
                                && parked.payload() != null
                                && !parked.payload().equals(task.payload().shortForm()));
    }

    private SendTask.Permissions permissions(Task task) {
        return new SendTask.Permissions() {
            @Override
            public boolean write(JournalEntry.Sending permission) {
                return permitted(task, permission);
            }

            @Override
            public boolean stillOurs() {
                return settling.settle(Settlement.goingOn(task.partition().offsets(), List.of()));
            }
        };
    }

    private boolean permitted(Task task, JournalEntry.Sending permission) {
        var settlement =
                Settlement.goingOn(task.partition().offsets(), List.of(new Fact.Journaled(task.key(), permission)));
        if (settling.decided(settlement) instanceof Settled.Committed(var offsets)) {
            task.partition().journal().committed(task.key(), permission, offsets.getFirst());
            return true;
        }
        return false;
    }

    private boolean announced(Task task, List<MailReceived> mails, List<Cursors.Mark> marks) {
        List<Fact> announced = mails.stream()
                .<Fact>map(mail ->
                        new Fact.Announced(task.partition().client(), MailEvents.received(mail, clock.instant())))
                .toList();
        return new Marking(settling).commit(task.partition(), announced, marks);
    }

    static Ending conflict() {
        return new Ending.Rejected(
                ResultCode.IDEMPOTENCY_CONFLICT,
                "A command with the same source and id came before and said something else.",
                null);
    }
}
