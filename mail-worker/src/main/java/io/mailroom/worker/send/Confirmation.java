package io.mailroom.worker.send;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.SentMail;
import io.mailroom.model.time.Backoff;
import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.graph.FoundMessage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds the item that a sent mail became, for a bounded time. The mail is sent whatever is found: without an item the
 * result only says less.
 */
final class Confirmation {
    private static final Logger LOG = Logger.getLogger(Confirmation.class);

    private final GraphMail graph;
    private final SendRules rules;
    private final Clock clock;
    private final Duration callTimeout;

    Confirmation(GraphMail graph, SendRules rules, Clock clock, Duration callTimeout) {
        this.graph = graph;
        this.rules = rules;
        this.clock = clock;
        this.callTimeout = callTimeout;
    }

    /** After Graph accepted the send, or a look showed that it did. */
    Outcome sent(SendTask task, Sending permission, Evidence evidence) {
        Instant end = clock.instant().plus(rules.confirmWithin());
        Duration pause = Backoff.SENT_ITEM.first();
        boolean byKey = false;
        while (true) {
            CallResult<Optional<FoundMessage>> look = byKey ? byKey(task, evidence) : byId(task, permission, evidence);
            if (look instanceof CallResult.Ok<Optional<FoundMessage>>(var found, var _)) {
                if (found.isPresent() && left(found.get(), permission)) {
                    return ended(confirmed(found.get()), evidence);
                }
                // The draft's id may be dead now, for good or for a while: Microsoft's pages disagree.
                byKey = found.isEmpty();
            }
            if (look instanceof CallResult.Ended<?>(Outcome.Interrupted interrupted)) {
                return interrupted;
            }
            Instant next = clock.instant().plus(pause);
            if (look instanceof CallResult.Ended<?> || next.isAfter(end)) {
                LOG.infof(
                        "[Sent Mail] accepted, but its item was not found in time command=%s",
                        task.mail().key().id());
                return ended(unconfirmed(permission), evidence);
            }
            if (!task.sleeper().sleepUntil(next)) {
                return new Outcome.Interrupted();
            }
            pause = Backoff.SENT_ITEM.next(pause);
        }
    }

    /** After a look at the mailbox showed the item, perhaps still on its way to the sent items. */
    Outcome found(SendTask task, FoundMessage found, Sending permission, Evidence evidence) {
        return left(found, permission) ? ended(confirmed(found), evidence) : sent(task, permission, evidence);
    }

    private CallResult<Optional<FoundMessage>> byId(SendTask task, Sending permission, Evidence evidence) {
        CallResult<FoundMessage> got = task.calls()
                .repeat(
                        evidence,
                        Set.of(404),
                        access -> graph.get(access, permission.draft().id(), deadline()));
        return switch (got) {
            case CallResult.Ok<FoundMessage>(var found, var seen) -> new CallResult.Ok<>(Optional.of(found), seen);
            case CallResult.Refused<FoundMessage>(var _, var _, var seen) ->
                new CallResult.Ok<>(Optional.empty(), seen);
            case CallResult.Ended<FoundMessage>(var outcome) -> new CallResult.Ended<>(outcome);
        };
    }

    private CallResult<Optional<FoundMessage>> byKey(SendTask task, Evidence evidence) {
        return task.calls()
                .repeat(
                        evidence,
                        access -> graph.findByKey(access, task.sendKey(), deadline())
                                .map(hits -> Optional.ofNullable(
                                        MailboxFindings.at(hits).sent())));
    }

    /** While the item still stands where the draft stood, its id may change with the move. */
    private static boolean left(FoundMessage found, Sending permission) {
        return !found.isDraft()
                && (permission.draft().folderId() == null
                        || !permission.draft().folderId().equals(found.parentFolderId()));
    }

    static SentMail confirmed(FoundMessage found) {
        return new SentMail(found.id(), found.internetMessageId(), found.conversationId(), true);
    }

    SentMail unconfirmed(Sending permission) {
        return new SentMail(
                null, permission.draft().internetMessageId(), permission.draft().conversationId(), false);
    }

    private static Outcome ended(SentMail mail, Evidence evidence) {
        return new Outcome.Ended(new Ending.Sent(mail), evidence);
    }

    private Instant deadline() {
        return clock.instant().plus(callTimeout);
    }
}
