package io.mailroom.worker.send;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.call.Judgement;
import io.mailroom.worker.call.ReplyJudge;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.CallContext;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.outcome.Ending;
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
 * permission is used for one HTTP attempt; where the answer leaves doubt, the mailbox is asked before anything else is
 * done; and what the mailbox cannot tell is called unknown.
 */
public final class SendStep {
    private static final Logger LOG = Logger.getLogger(SendStep.class);

    private final GraphMail graph;
    private final Drafts drafts;
    private final Confirmation confirmation;
    private final Doubts doubts;
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
        this.doubts = new Doubts(drafts, rules, clock);
    }

    public Outcome run(SendTask task) {
        Outcome outcome = carriedOut(task);
        return outcome instanceof Outcome.Ended(var ending, var evidence)
                        && task.calls().history().draftMayAppear()
                ? new Outcome.Ended(ending, evidence.lostDraft())
                : outcome;
    }

    private Outcome carriedOut(SendTask task) {
        return switch (task.entry().orElse(null)) {
            case null -> begin(task, Evidence.none());
            case JournalEntry.Done done -> new Outcome.Repeated(done.result());
            case Sending sending ->
                settleDoubt(
                        task,
                        sending,
                        Evidence.none().attempt(sending.attempt()).submitted(sending.at()));
        };
    }

    /** From here to the next permission no mail can leave. */
    private Outcome begin(SendTask task, Evidence evidence) {
        return switch (drafts.prepare(task, evidence)) {
            case CallResult.Value<PreparedDraft>(var draft, var seen) -> send(task, draft, seen);
            case CallResult.Turned<PreparedDraft> turned -> turned.unexpected();
            case CallResult.Over<PreparedDraft>(var outcome) -> outcome;
        };
    }

    private GraphReply<Accepted> sent(MailboxAccess mailbox, PreparedDraft draft, Instant permitted) {
        try {
            return graph.send(mailbox, draft.id(), call());
        } finally {
            pace.answered(mailbox.mailbox(), permitted, clock.instant());
        }
    }

    private Outcome send(SendTask task, PreparedDraft draft, Evidence before) {
        Evidence evidence = before;
        while (true) {
            CallResult<MailboxAccess> access = task.calls().access(evidence);
            if (!(access instanceof CallResult.Value<MailboxAccess>(var mailbox, var known))) {
                return access.over();
            }
            // What is counted and what the journal says is one time, so that a takeover counts it once.
            Stopwatch age = stopwatches.start();
            Instant now = clock.instant();
            Instant free = pace.take(mailbox.mailbox(), now).orElse(null);
            if (free != null) {
                Outcome cut = task.calls().await(free, ResultCode.THROTTLED);
                if (cut != null) {
                    return cut;
                }
                continue;
            }
            Sending permission = draft.permission(task.payload(), mailbox.mailbox(), now, evidence.attempts() + 1);
            if (task.waits().interrupted() || !task.permissions().write(permission)) {
                pace.giveBack(mailbox.mailbox(), now);
                return new Outcome.Interrupted();
            }
            if (age.elapsed().compareTo(rules.deadline()) > 0) {
                LOG.warnf(
                        "[Sent Mail] permission grew too old to be used command=%s",
                        task.mail().key().id());
                pace.giveBack(mailbox.mailbox(), now);
                continue;
            }
            evidence = known.attempt(permission.attempt()).submitted(permission.at());
            GraphReply<Accepted> reply = sent(mailbox, draft, now);
            evidence = evidence.request(reply.trace().requestId());
            if (reply instanceof GraphReply.Done<Accepted>) {
                return confirmation.sent(task, permission, evidence);
            }
            LOG.warnf(
                    "[Graph API] send not accepted command=%s mailbox=%s status=%d request-id=%s",
                    task.mail().key().id(),
                    mailbox.mailbox(),
                    reply.trace().status(),
                    reply.trace().requestId());
            switch (ReplyJudge.ofSend(reply)) {
                case Judgement.Doubt _ -> {
                    return settleDoubt(task, permission, evidence);
                }
                case Judgement.Stop stop -> {
                    // The draft goes after the result stands: without either nobody could tell what happened.
                    return new Outcome.Ended(
                            new Ending.Failed(stop.code(), stop.message(), stop.retryable()), evidence.draftLeft());
                }
                case Judgement.RenewToken _ -> {
                    // Nothing was submitted (facts D1), so that nothing is open and nothing counts.
                    pace.giveBack(mailbox.mailbox(), now);
                    Outcome cut = task.calls().tokenRefused(mailbox, evidence.draftLeft());
                    if (cut != null) {
                        return cut;
                    }
                }
                case Judgement.Again again -> {
                    Outcome cut = beforeNext(task, permission, again, evidence);
                    if (cut != null) {
                        return cut;
                    }
                }
            }
        }
    }

    /** The draft is looked at before it is sent again, even where Graph said that it did nothing. */
    private @Nullable Outcome beforeNext(SendTask task, Sending permission, Judgement.Again again, Evidence evidence) {
        Instant next = retries.next(clock.instant(), permission.attempt(), again.notBefore());
        Outcome cut = task.calls().await(next, again.reason());
        if (cut != null || again.reason() != ResultCode.THROTTLED) {
            return cut;
        }
        return switch (drafts.look(task, evidence)) {
            case CallResult.Value<Look>(var look, var seen)
            when look.sent() != null -> confirmation.found(task, look.sent(), permission, seen);
            // Only a draft that is seen to be one was certainly not sent; a look-up may lag behind.
            case CallResult.Value<Look>(var look, var seen)
            when !look.unsent(permission.draftId()) -> settleDoubt(task, permission, seen);
            case CallResult.Value<Look> _ -> null;
            case CallResult.Turned<Look> turned -> turned.unexpected();
            case CallResult.Over<Look>(var outcome) -> undecided(outcome, permission);
        };
    }

    private Outcome settleDoubt(SendTask task, Sending permission, Evidence evidence) {
        return switch (doubts.settle(task, permission, evidence)) {
            case Doubts.Answer.WasSent(var found, var seen) -> confirmation.found(task, found, permission, seen);
            case Doubts.Answer.WasNotSent(var seen) -> again(task, permission, seen);
            case Doubts.Answer.CannotTell(var seen) -> unknown("nothing of it is in the mailbox", permission, seen);
            case Doubts.Answer.Over(var outcome) -> undecided(outcome, permission);
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

    private Outcome again(SendTask task, Sending permission, Evidence evidence) {
        if (retries.spent(permission.attempt())) {
            return new Outcome.Ended(
                    new Ending.Failed(
                            ResultCode.ATTEMPTS_SPENT,
                            "Microsoft failed at every attempt; the mailbox shows that nothing was sent.",
                            true),
                    evidence);
        }
        return begin(task, evidence);
    }

    /** Removes what an attempt may have left of a command that will not be sent. */
    public Outcome sweep(SendTask task) {
        CallResult<Look> cleared = drafts.clearAway(task, Evidence.none());
        return cleared instanceof CallResult.Over<Look>(var outcome)
                ? outcome
                : new Outcome.Ended(new Ending.Cancelled("What was left of it is gone."), Evidence.none());
    }

    private CallContext call() {
        return CallContext.within(callTimeout, clock);
    }
}
