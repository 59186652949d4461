package io.mailroom.worker.send;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.result.Ending;
import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.call.Judgement;
import io.mailroom.worker.call.ReplyJudge;
import io.mailroom.worker.call.SingleAttempt;
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
        return task.calls().repeat(evidence, access -> find(task, access));
    }

    /** The same, once: before the longest send is over it need not be answered. */
    CallResult<SingleAttempt<MailboxFindings>> tryLook(SendTask task, Evidence evidence) {
        return task.calls().once(evidence, access -> find(task, access));
    }

    private GraphReply<MailboxFindings> find(SendTask task, MailboxAccess access) {
        return graph.findByKey(access, task.sendKey(), deadline()).map(MailboxFindings::at);
    }

    CallResult<PreparedDraft> prepare(SendTask task, Evidence before) {
        Evidence evidence = before;
        boolean mayHaveLeftovers = task.mayHaveBegun();
        for (int attempt = 1; ; attempt++) {
            if (mayHaveLeftovers) {
                CallResult<MailboxFindings> cleared = clearAway(task, evidence);
                if (!(cleared instanceof CallResult.Ok<MailboxFindings>(var look, var seen))) {
                    return new CallResult.Ended<>(cleared.ending());
                }
                evidence = seen;
                if (look.sent() != null) {
                    var ending = new Ending.Sent(Confirmation.confirmed(look.sent()));
                    return new CallResult.Ended<>(new Outcome.Ended(ending, evidence));
                }
            }
            CallResult<MailboxAccess> access = task.calls().access(evidence);
            if (!(access instanceof CallResult.Ok<MailboxAccess>(var mailbox, var known))) {
                return new CallResult.Ended<>(access.ending());
            }
            GraphReply<Draft> created = create(task, mailbox);
            String made = created instanceof GraphReply.Done<Draft>(var draft, var _) ? draft.id() : null;
            GraphReply<Draft> reply =
                    created instanceof GraphReply.Done<Draft> done ? complete(mailbox, done) : created;
            evidence = known.request(reply.diagnostics().requestId());
            if (reply instanceof GraphReply.Done<Draft>(var draft, var _)) {
                return new CallResult.Ok<>(prepared(draft), evidence);
            }
            Outcome cut = beforeNext(task, mailbox, reply, attempt, made == null ? evidence : evidence.draftLeft());
            if (cut == null && made != null) {
                cut = discard(task, made, evidence);
            }
            if (cut != null) {
                return new CallResult.Ended<>(cut);
            }
            mayHaveLeftovers = created instanceof GraphReply.Unclear<Draft>;
        }
    }

    private GraphReply<Draft> create(SendTask task, MailboxAccess mailbox) {
        GraphReply<Draft> reply = graph.createDraft(mailbox, task.mail(), task.sendKey(), deadline());
        if (reply instanceof GraphReply.Unclear<Draft>(var why, var _, var _, var _, var _)
                && why != GraphReply.Why.NEVER_SENT) {
            task.calls().draftMayAppear();
        }
        return reply;
    }

    private static PreparedDraft prepared(Draft draft) {
        return new PreparedDraft(draft.id(), draft.parentFolderId(), draft.internetMessageId(), draft.conversationId());
    }

    /**
     * The attachments that were too large for the draft's own request, one attempt each: one whose answer was lost may hang
     * there, so that the draft is thrown away and made anew.
     */
    private GraphReply<Draft> complete(MailboxAccess mailbox, GraphReply.Done<Draft> created) {
        Draft draft = created.value();
        GraphReply<Draft> reply = created;
        for (Attachment attachment : draft.missing()) {
            reply = graph.attach(mailbox, draft.id(), attachment, deadline()).map(_ -> draft);
            if (!(reply instanceof GraphReply.Done<Draft>)) {
                break;
            }
        }
        return reply;
    }

    private @Nullable Outcome beforeNext(
            SendTask task, MailboxAccess used, GraphReply<Draft> reply, int attempt, Evidence evidence) {
        return switch (ReplyJudge.ofRepeatable(reply)) {
            case Judgement.Again again -> task.calls().beforeNext(again, attempt, evidence);
            case Judgement.RenewToken _ -> task.calls().tokenRefused(used, evidence);
            case Judgement.Stop stop ->
                new Outcome.Ended(new Ending.Failed(stop.code(), stop.message(), stop.retryable()), evidence);
            case Judgement.Doubt _ -> throw new IllegalStateException("a draft leaves no doubt: nothing is sent by it");
        };
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

    private Instant deadline() {
        return clock.instant().plus(callTimeout);
    }
}
