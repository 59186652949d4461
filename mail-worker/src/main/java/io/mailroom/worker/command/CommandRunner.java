package io.mailroom.worker.command;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.CorruptEntry;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.StateUnreadable;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.partition.CommandInFlight;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs one attempt at a command, unless what is known of it says how it ends. */
public record CommandRunner(Steps steps) {
    private static final Logger LOG = Logger.getLogger(CommandRunner.class);

    /**
     * The one place where what nobody foresaw is caught: it ends this command and no other. What cannot be read now says
     * nothing about the command, which keeps its place and is tried again.
     */
    public Outcome run(CommandInFlight command, Instant now) {
        if (command.expired(now) && !command.isSweep() && !begunBefore(command)) {
            return ended(new Ending.Failed(
                    ResultCode.EXPIRED, "The command's expiresAt has passed; nothing was sent.", false));
        }
        try {
            return attempt(command);
        } catch (StateUnreadable e) {
            throw e;
        } catch (CorruptEntry e) {
            LOG.errorf(
                    e,
                    "a journal entry is corrupt command=%s",
                    command.command().key().id());
            return ended(new Ending.Unknown(
                    "What Mailroom had written down about this command cannot be read, so nobody can know"
                            + " whether it was carried out; it was not begun again.",
                    null));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "a step failed command=%s connection=%s",
                    command.command().key().id(),
                    command.command().connection());
            return ended(
                    begunBefore(command)
                            ? new Ending.Unknown(
                                    "Mailroom failed while the outcome was open; the mail was not sent again.", null)
                            : new Ending.Failed(ResultCode.INTERNAL_ERROR, "Mailroom failed; nothing was sent.", true));
        }
    }

    private Outcome attempt(CommandInFlight command) {
        Optional<JournalEntry> entry;
        try {
            entry = command.partition().journal().find(command.key());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        }
        if (conflicts(command, entry)) {
            return ended(Results.conflict());
        }
        if (entry.isPresent() && entry.get() instanceof JournalEntry.Done done && !command.isSweep()) {
            return new Outcome.Repeated(done.result());
        }
        return steps.run(command, entry);
    }

    /** Also with a command that came before and waits for its time: that one has been accepted already. */
    private static boolean conflicts(CommandInFlight command, Optional<JournalEntry> entry) {
        if (entry.isPresent()) {
            return !entry.get().payload().sameAs(command.payload());
        }
        return command.partition()
                .queues()
                .scheduled(
                        command.command().connection(),
                        parked -> parked.key().equals(command.key())
                                && parked.place() < command.place()
                                && parked.payload() != null
                                && !command.payload().sameAs(parked.payload()));
    }

    private static boolean begunBefore(CommandInFlight command) {
        return command.partition().journal().knows(command.key());
    }

    private static Outcome ended(Ending ending) {
        return new Outcome.Ended(ending, Evidence.none());
    }
}
