package io.mailroom.worker.command;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.call.RetryingCalls;
import io.mailroom.worker.call.Sleeper;
import io.mailroom.worker.call.WaitLimits;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.CommitResult;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.send.SendTask;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.sync.SyncTask;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives each command to the step of its type, with what that step may write on the way. */
public record Steps(
        SendStep send,
        SyncStep sync,
        TokenSource tokens,
        RetryPolicy retries,
        PartitionWriter writer,
        Clock clock,
        Timers timers,
        Limits limits) {
    /**
     * How long commands may wait.
     *
     * @param inMemory a longer wait parks the command
     * @param recheck how often a connection that is not connected is asked for
     * @param reconnectWithin how long after its receipt a command waits for its connection
     */
    public record Limits(Duration inMemory, Duration recheck, Duration reconnectWithin) {
        WaitLimits of(CommandInFlight command) {
            return new WaitLimits(inMemory, recheck, command.receivedAt().plus(reconnectWithin));
        }
    }

    /** @param entry what the journal says of the command */
    Outcome run(CommandInFlight command, Optional<JournalEntry> entry) {
        var sleeper = new OwnedSleeper(timers, command.partition().offsets());
        var calls = new RetryingCalls(
                tokens,
                retries,
                sleeper,
                clock,
                limits.of(command),
                command.partition().client(),
                command.command().connection(),
                command.history());
        return switch (command.command()) {
            case SendMail mail -> {
                SendTask task = sendTask(command, mail, entry, calls, sleeper);
                yield command.isSweep() ? send.sweep(task) : send.run(task);
            }
            case SyncMail folder -> sync.run(syncTask(command, folder, calls));
            case CancelCommand _ -> throw new IllegalStateException("a cancel is answered between two turns");
        };
    }

    private SendTask sendTask(
            CommandInFlight command,
            SendMail mail,
            Optional<JournalEntry> entry,
            RetryingCalls calls,
            Sleeper sleeper) {
        return new SendTask(
                mail,
                command.key(),
                command.payload(),
                command.mayHaveBegun(),
                command.partition().since(),
                entry,
                new JournaledPermissions(command, writer),
                calls,
                sleeper);
    }

    private record JournaledPermissions(CommandInFlight command, PartitionWriter writer)
            implements SendTask.Permissions {
        @Override
        public boolean write(JournalEntry.Sending permission) {
            var request = CommitRequest.writing(
                    command.partition().offsets(), List.of(new Fact.Journaled(command.key(), permission)));
            if (writer.commitOrHold(request) instanceof CommitResult.Committed(var offsets)) {
                command.partition().journal().committed(command.key(), permission, offsets.getFirst());
                return true;
            }
            return false;
        }

        @Override
        public boolean stillOurs() {
            return writer.write(CommitRequest.writing(command.partition().offsets(), List.of()));
        }
    }

    private SyncTask syncTask(CommandInFlight command, SyncMail folder, RetryingCalls calls) {
        return new SyncTask(
                folder,
                command.partition().client(),
                command.partition().cursors(),
                (mails, changes) -> writePage(command, mails, changes),
                calls);
    }

    private boolean writePage(CommandInFlight command, List<MailReceived> mails, List<Fact.Cursor> changes) {
        List<Fact> received = mails.stream()
                .<Fact>map(mail ->
                        new Fact.Received(command.partition().client(), MailEvents.received(mail, clock.instant())))
                .toList();
        return writer.writeCursors(command.partition(), received, changes);
    }
}
