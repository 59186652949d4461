package io.mailroom.worker.send;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.call.Glance;
import io.mailroom.worker.call.Judgement;
import io.mailroom.worker.call.ReplyJudge;
import io.mailroom.worker.graph.Draft;
import io.mailroom.worker.graph.FoundMessage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.journal.PreparedDraft;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the draft of a command, complete, and clears away what an interrupted attempt left. */
final class Drafts {
    private final GraphMail graph;
    private final Clock clock;
    private final Duration callTimeout;

    Drafts(GraphMail graph, Clock clock, Duration callTimeout) {
        this.graph = graph;
        this.clock = clock;
        this.callTimeout = callTimeout;
    }

    /** Everything in the mailbox that carries the command's key. */
    CallResult<MailboxFindings> look(SendTask task, Evidence evidence) {
        return task.calls()
                .repeat(
                        evidence,
                        access -> graph.findByKey(access, task.sendKey(), deadline())
                                .map(MailboxFindings::at));
    }

    /** The same, once: before the longest send is over it need not be answered. */
    CallResult<Glance<MailboxFindings>> glance(SendTask task, Evidence evidence) {
        return task.calls()
                .once(
                        evidence,
                        access -> graph.findByKey(access, task.sendKey(), deadline())
                                .map(MailboxFindings::at));
    }

    CallResult<PreparedDraft> prepare(SendTask task, Evidence before) {
        Evidence evidence = before;
        boolean mayHaveLeftovers = task.mayHaveBegun() || before.attempts() > 0;
        for (int attempt = 1; ; attempt++) {
            if (mayHaveLeftovers) {
                CallResult<MailboxFindings> cleared = clearAway(task, evidence);
                if (!(cleared instanceof CallResult.Ok<MailboxFindings>(var look, var seen))) {
                    return new CallResult.Ended<>(cleared.ending());
                }
                evidence = seen;
                if (look.sent() != null) {
                    return new CallResult.Ended<>(sentAlready(look.sent(), evidence));
                }
            }
            CallResult<MailboxAccess> access = task.calls().access(evidence);
            if (!(access instanceof CallResult.Ok<MailboxAccess>(var mailbox, var known))) {
                return new CallResult.Ended<>(access.ending());
            }
            GraphReply<Draft> reply = graph.createDraft(mailbox, task.mail(), task.sendKey(), deadline());
            evidence = known.request(reply.diagnostics().requestId());
            if (reply instanceof GraphReply.Done<Draft>(var draft, var _)) {
                return complete(task, draft, evidence);
            }
            if (reply instanceof GraphReply.Unclear<Draft>(var why, var _, var _, var _, var _)
                    && why != GraphReply.Why.NEVER_SENT) {
                task.calls().draftMayAppear();
            }
            Outcome cut = beforeNext(task, mailbox, reply, attempt, evidence);
            if (cut != null) {
                return new CallResult.Ended<>(cut);
            }
            mayHaveLeftovers = reply instanceof GraphReply.Unclear<Draft>;
        }
    }

    private @Nullable Outcome beforeNext(
            SendTask task, MailboxAccess used, GraphReply<Draft> reply, int attempt, Evidence evidence) {
        return switch (ReplyJudge.ofRepeatable(reply)) {
            case Judgement.Again again -> task.calls().beforeNext(again, attempt, evidence);
            case Judgement.RenewToken _ -> task.calls().tokenRefused(used, evidence);
            case Judgement.Stop stop -> failed(stop.code(), stop.message(), stop.retryable(), evidence);
            case Judgement.Doubt _ -> throw new IllegalStateException("a draft leaves no doubt: nothing is sent by it");
        };
    }

    private CallResult<PreparedDraft> complete(SendTask task, Draft draft, Evidence before) {
        Evidence evidence = before;
        for (Attachment attachment : draft.missing()) {
            // An attachment whose answer was lost may hang there twice: the draft is thrown away and made anew.
            CallResult<?> attached = attach(task, draft, attachment, evidence);
            if (attached instanceof CallResult.Ended<?> over) {
                return new CallResult.Ended<>(over.outcome());
            }
            evidence = evidence.request(null);
        }
        return new CallResult.Ok<>(
                new PreparedDraft(
                        draft.id(), draft.parentFolderId(), draft.internetMessageId(), draft.conversationId()),
                evidence);
    }

    private CallResult<?> attach(SendTask task, Draft draft, Attachment attachment, Evidence evidence) {
        return task.calls().repeat(evidence, access -> graph.attach(access, draft.id(), attachment, deadline()));
    }

    /**
     * Deletes the drafts that carry the key; what was sent is left alone. Only what was certainly seen as the owner is
     * deleted: a worker that slept may look at the draft that its successor is just sending, and deleting a mail that is
     * not picked up yet calls it back (facts G1.9).
     */
    CallResult<MailboxFindings> clearAway(SendTask task, Evidence evidence) {
        CallResult<MailboxFindings> found = look(task, evidence);
        if (found instanceof CallResult.Ok<MailboxFindings>(var look, var _)) {
            if (!look.drafts().isEmpty() && !task.permissions().stillOurs()) {
                return new CallResult.Ended<>(new Outcome.Interrupted());
            }
            for (FoundMessage draft : look.drafts()) {
                Outcome cut = discard(task, draft.id(), evidence);
                if (cut != null) {
                    return new CallResult.Ended<>(cut);
                }
            }
        }
        return found;
    }

    /** @return what ends the attempt, or nothing if the draft is gone */
    @Nullable
    Outcome discard(SendTask task, String draftId, Evidence evidence) {
        CallResult<?> gone =
                task.calls().repeat(evidence, Set.of(404), access -> graph.deleteDraft(access, draftId, deadline()));
        return gone instanceof CallResult.Ended<?> over ? over.outcome() : null;
    }

    private static Outcome sentAlready(FoundMessage found, Evidence evidence) {
        return new Outcome.Ended(new Ending.Sent(Confirmation.confirmed(found)), evidence);
    }

    private static Outcome failed(ResultCode code, String message, boolean retryable, Evidence evidence) {
        return new Outcome.Ended(new Ending.Failed(code, message, retryable), evidence);
    }

    private Instant deadline() {
        return clock.instant().plus(callTimeout);
    }
}
