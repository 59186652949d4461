package io.mailroom.worker.send;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.call.Judgement;
import io.mailroom.worker.call.ReplyJudge;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.journal.PreparedDraft;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.time.Stopwatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One command, one mail.
 *
 * <p>Promises: Graph is asked to send only while a permission younger than the deadline stands in the journal; each
 * permission is used for one HTTP attempt; a draft is sent again only if the attempt before certainly did nothing; where
 * the answer leaves doubt, the mailbox is asked before anything else is done; and what the mailbox cannot tell is called
 * unknown.
 */
public final class SendStep {
    private static final Logger LOG = Logger.getLogger(SendStep.class);

    private final GraphMail graph;
    private final Drafts drafts;
    private final Confirmation confirmation;
    private final InDoubtResolver resolver;
    private final SendRules rules;
    private final RetryPolicy retries;
    private final Clock clock;
    private final Stopwatch.Source stopwatches;
    private final Duration callTimeout;
    private final SendPace pace;

    public SendStep(
            GraphMail graph, SendRules rules, RetryPolicy retries, SendPace pace, Clock clock, Duration callTimeout) {
        this(graph, rules, retries, pace, clock, Stopwatch.by(clock), callTimeout);
    }

    /** @param stopwatches by which a permission is never taken for younger than it is */
    public SendStep(
            GraphMail graph,
            SendRules rules,
            RetryPolicy retries,
            SendPace pace,
            Clock clock,
            Stopwatch.Source stopwatches,
            Duration callTimeout) {
        this.graph = graph;
        this.rules = rules;
        this.pace = pace;
        this.retries = retries;
        this.clock = clock;
        this.stopwatches = stopwatches;
        this.callTimeout = callTimeout;
        this.drafts = new Drafts(graph, clock, callTimeout);
        this.confirmation = new Confirmation(graph, rules, clock, callTimeout);
        this.resolver = new InDoubtResolver(drafts, rules, clock);
    }

    public Outcome run(SendTask task) {
        Outcome outcome = beginOrResolve(task);
        return outcome instanceof Outcome.Ended(var ending, var evidence)
                        && task.calls().history().draftMayAppear()
                ? new Outcome.Ended(ending, evidence.lostDraft())
                : outcome;
    }

    /** What is done next for a command. */
    private sealed interface Next {
        /** From here to the next permission no mail can leave. */
        record MakeDraft(Evidence evidence) implements Next {}

        /** Under a permission of its own. */
        record Send(PreparedDraft draft, Evidence evidence) implements Next {}

        record End(Outcome outcome) implements Next {}

        /** @param cut what ends the command's attempt, or nothing if it goes on */
        static Next unless(@Nullable Outcome cut, Next next) {
            return cut == null ? next : new End(cut);
        }
    }

    private Outcome beginOrResolve(SendTask task) {
        return switch (task.entry().orElse(null)) {
            case null -> goOn(task, new Next.MakeDraft(Evidence.none()));
            case JournalEntry.Done done -> new Outcome.Repeated(done.result());
            case Sending sending -> {
                Evidence known = Evidence.none().attempt(sending.attempt()).submitted(sending.at());
                yield goOn(task, resolveDoubt(task, sending, known));
            }
        };
    }

    private Outcome goOn(SendTask task, Next first) {
        Next next = first;
        while (true) {
            switch (next) {
                case Next.MakeDraft(var evidence) -> next = makeDraft(task, evidence);
                case Next.Send(var draft, var evidence) -> next = send(task, draft, evidence);
                case Next.End(var outcome) -> {
                    return outcome;
                }
            }
        }
    }

    private Next makeDraft(SendTask task, Evidence evidence) {
        return switch (drafts.prepare(task, evidence)) {
            case CallResult.Ok<PreparedDraft>(var draft, var seen) -> new Next.Send(draft, seen);
            case CallResult.Refused<PreparedDraft> refused -> new Next.End(refused.unexpected());
            case CallResult.Ended<PreparedDraft>(var outcome) -> new Next.End(outcome);
        };
    }

    private Next send(SendTask task, PreparedDraft draft, Evidence evidence) {
        return switch (task.calls().access(evidence)) {
            case CallResult.Ok<MailboxAccess>(var mailbox, var known) ->
                permitAndSend(task, draft, mailbox, evidence, known);
            case CallResult.Refused<MailboxAccess> refused -> new Next.End(refused.unexpected());
            case CallResult.Ended<MailboxAccess>(var outcome) -> new Next.End(outcome);
        };
    }

    /** @param known the evidence before, and whose mailbox it is */
    private Next permitAndSend(
            SendTask task, PreparedDraft draft, MailboxAccess mailbox, Evidence before, Evidence known) {
        // What is counted and what the journal says is one time, so that a takeover counts it once.
        Stopwatch age = stopwatches.start();
        Instant now = clock.instant();
        Instant free = pace.take(mailbox.mailbox(), now).orElse(null);
        if (free != null) {
            return Next.unless(task.calls().await(free, ResultCode.THROTTLED), new Next.Send(draft, before));
        }
        Sending permission = draft.permission(task.payload(), mailbox.mailbox(), now, before.attempts() + 1);
        if (task.sleeper().interrupted() || !task.permissions().write(permission)) {
            pace.giveBack(mailbox.mailbox(), now);
            return new Next.End(new Outcome.Interrupted());
        }
        if (age.elapsed().compareTo(rules.deadline()) > 0) {
            LOG.warnf(
                    "[Sent Mail] permission grew too old to be used command=%s",
                    task.mail().key().id());
            pace.giveBack(mailbox.mailbox(), now);
            return new Next.Send(draft, before);
        }
        return sendOnce(
                task, mailbox, permission, known.attempt(permission.attempt()).submitted(permission.at()));
    }

    /** The one HTTP attempt that a permission is good for. */
    private Next sendOnce(SendTask task, MailboxAccess mailbox, Sending permission, Evidence before) {
        GraphReply<Accepted> reply;
        try {
            reply = graph.send(mailbox, permission.draft().id(), deadline());
        } finally {
            pace.answered(mailbox.mailbox(), permission.at(), clock.instant());
        }
        Evidence evidence = before.request(reply.diagnostics().requestId());
        if (reply instanceof GraphReply.Done<Accepted>) {
            return new Next.End(confirmation.sent(task, permission, evidence));
        }
        LOG.warnf(
                "[Graph API] send not accepted command=%s mailbox=%s status=%d request-id=%s",
                task.mail().key().id(),
                mailbox.mailbox(),
                reply.diagnostics().status(),
                reply.diagnostics().requestId());
        return judge(task, mailbox, permission, ReplyJudge.ofSend(reply), evidence);
    }

    private Next judge(
            SendTask task, MailboxAccess mailbox, Sending permission, Judgement judgement, Evidence evidence) {
        return switch (judgement) {
            case Judgement.Doubt _ -> resolveDoubt(task, permission, evidence);
            // The draft goes after the result stands: without either nobody could tell what happened.
            case Judgement.Stop stop ->
                new Next.End(new Outcome.Ended(
                        new Ending.Failed(stop.code(), stop.message(), stop.retryable()), evidence.draftLeft()));
            case Judgement.RenewToken _ -> {
                // Nothing was submitted (facts D1), so that nothing is open and nothing counts.
                pace.giveBack(mailbox.mailbox(), permission.at());
                yield Next.unless(
                        task.calls().tokenRefused(mailbox, evidence.draftLeft()),
                        new Next.Send(permission.draft(), evidence));
            }
            case Judgement.Again again
            when again.reason() == ResultCode.THROTTLED -> throttled(task, permission, again, evidence);
            case Judgement.Again again ->
                Next.unless(awaitNext(task, permission, again), new Next.Send(permission.draft(), evidence));
        };
    }

    /** Written down, so that whoever goes on later waits no longer than after this answer (ADR 0034). */
    private Next throttled(SendTask task, Sending permission, Judgement.Again again, Evidence evidence) {
        Sending throttled = permission.throttled(clock.instant());
        if (!task.permissions().write(throttled)) {
            return new Next.End(new Outcome.Interrupted());
        }
        Outcome cut = awaitNext(task, throttled, again);
        return cut == null ? resolveDoubt(task, throttled, evidence) : new Next.End(cut);
    }

    private @Nullable Outcome awaitNext(SendTask task, Sending permission, Judgement.Again again) {
        Instant next = retries.next(clock.instant(), permission.attempt(), again.notBefore());
        return task.calls().await(next, again.reason());
    }

    private Next resolveDoubt(SendTask task, Sending permission, Evidence evidence) {
        return switch (resolver.resolve(task, permission, evidence)) {
            case InDoubtResolver.Answer.WasSent(var found, var seen) ->
                new Next.End(confirmation.found(task, found, permission, seen));
            case InDoubtResolver.Answer.WasNotSent(var seen) -> again(permission, seen);
            case InDoubtResolver.Answer.CannotTell(var seen) ->
                new Next.End(unknown("nothing of it is in the mailbox", permission, seen));
            case InDoubtResolver.Answer.Ended(var outcome) -> new Next.End(undecided(outcome, permission));
        };
    }

    /** A mailbox that cannot be asked proves nothing: what would be a failure before the send is unknown after it. */
    private Outcome undecided(Outcome outcome, Sending permission) {
        return outcome instanceof Outcome.Ended(var ending, var evidence) && !(ending instanceof Ending.Sent)
                ? unknown("the mailbox cannot be asked now", permission, evidence)
                : outcome;
    }

    private Outcome unknown(String why, Sending permission, Evidence evidence) {
        return new Outcome.Ended(
                new Ending.Unknown(
                        "Microsoft left open whether the mail was sent, and " + why + "; it was not sent again.",
                        confirmation.unconfirmed(permission)),
                evidence);
    }

    private Next again(Sending permission, Evidence evidence) {
        // Graph that only asks for patience has not failed.
        if (permission.throttledAt() != null || !retries.spent(permission.attempt())) {
            return new Next.MakeDraft(evidence);
        }
        return new Next.End(new Outcome.Ended(
                new Ending.Failed(
                        ResultCode.ATTEMPTS_SPENT,
                        "Microsoft failed at every attempt; the mailbox shows that nothing was sent.",
                        true),
                evidence));
    }

    /** Removes what an attempt may have left of a command that will not be sent. */
    public Outcome sweep(SendTask task) {
        CallResult<MailboxFindings> cleared = drafts.clearAway(task, Evidence.none());
        return cleared instanceof CallResult.Ended<MailboxFindings>(var outcome)
                ? outcome
                : new Outcome.Ended(new Ending.Cancelled("What was left of it is gone."), Evidence.none());
    }

    private Instant deadline() {
        return clock.instant().plus(callTimeout);
    }
}
