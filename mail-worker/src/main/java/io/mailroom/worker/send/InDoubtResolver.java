package io.mailroom.worker.send;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.call.SingleAttempt;
import io.mailroom.worker.graph.FoundMessage;
import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Lets the mailbox say whether a mail was sent: look the key up at once and then sparsely, since what is found as sent
 * proves it at any time; when no send can still be running, look again, and once more before believing that something
 * did not happen. A throttled send is over, so that one look is enough once its mail would be picked up (ADR 0034). A draft
 * that is still there is deleted first, so that nothing can send it behind our back (the fence), and only then is the mail
 * begun again.
 */
final class InDoubtResolver {
    private static final Logger LOG = Logger.getLogger(InDoubtResolver.class);

    private final Drafts drafts;
    private final SendRules rules;
    private final Clock clock;

    InDoubtResolver(Drafts drafts, SendRules rules, Clock clock) {
        this.drafts = drafts;
        this.rules = rules;
        this.clock = clock;
    }

    sealed interface Answer {
        record WasSent(FoundMessage found, Evidence evidence) implements Answer {}

        record WasNotSent(Evidence evidence) implements Answer {}

        record CannotTell(Evidence evidence) implements Answer {}

        record Ended(Outcome outcome) implements Answer {}
    }

    Answer resolve(SendTask task, Sending permission, Evidence evidence) {
        LOG.infof(
                "[Sent Mail] in doubt, the mailbox will be asked command=%s connection=%s",
                task.mail().key().id(), task.mail().connection());
        Instant throttledAt = permission.throttledAt();
        return throttledAt == null
                ? lookAround(task, permission, evidence)
                : lookOnce(task, permission, throttledAt, evidence);
    }

    /**
     * After Graph answered that it is throttled no send runs any more; but one that was carried out all the same may look
     * like a draft until it is picked up (facts D3, G1.3). What the look does not find is in doubt like anything else.
     */
    private Answer lookOnce(SendTask task, Sending permission, Instant throttledAt, Evidence evidence) {
        Instant now = clock.instant();
        Instant pickedUp = DoubtStart.from(throttledAt, task.ownedSince(), now).plus(rules.pickUp());
        Outcome cut = now.isBefore(pickedUp) ? task.calls().await(pickedUp, ResultCode.THROTTLED) : null;
        if (cut != null) {
            return new Answer.Ended(cut);
        }
        return look(
                task,
                evidence,
                (look, seen) ->
                        permission.fenced() || look.unsent(permission.draft().id())
                                ? fence(task, permission, look, seen)
                                : lookAround(task, permission, seen));
    }

    private Answer lookAround(SendTask task, Sending permission, Evidence evidence) {
        Evidence seen = evidence;
        Instant since = DoubtStart.from(permission.at(), task.ownedSince(), clock.instant());
        while (clock.instant().isBefore(since.plus(rules.longestSend()))) {
            switch (drafts.tryLook(task, seen)) {
                case CallResult.Ok<SingleAttempt<MailboxFindings>>(var attempt, var known) -> {
                    FoundMessage sent =
                            attempt.value() == null ? null : attempt.value().sent();
                    if (sent != null) {
                        return new Answer.WasSent(sent, known);
                    }
                    seen = known;
                    Outcome cut = task.calls().await(next(since, attempt), ResultCode.SERVICE_UNAVAILABLE);
                    if (cut != null) {
                        return new Answer.Ended(cut);
                    }
                }
                case CallResult.Refused<SingleAttempt<MailboxFindings>> refused -> {
                    return new Answer.Ended(refused.unexpected());
                }
                case CallResult.Ended<SingleAttempt<MailboxFindings>>(var outcome) -> {
                    return new Answer.Ended(outcome);
                }
            }
        }
        return decide(task, permission, seen);
    }

    private Instant next(Instant since, SingleAttempt<MailboxFindings> attempt) {
        Instant planned = LookUpTimes.next(since, clock.instant(), rules.longestSend());
        Instant asked = attempt.notBefore();
        return asked != null && asked.isAfter(planned) ? asked : planned;
    }

    /** No send can be running any more: from here on also what is not found says something. */
    private Answer decide(SendTask task, Sending permission, Evidence evidence) {
        return look(
                task,
                evidence,
                (look, seen) ->
                        permission.fenced() ? fence(task, permission, look, seen) : secondLook(task, permission, seen));
    }

    private Answer secondLook(SendTask task, Sending permission, Evidence evidence) {
        Instant again = clock.instant().plus(rules.lookAgain());
        if (!task.sleeper().sleepUntil(again)) {
            return new Answer.Ended(new Outcome.Interrupted());
        }
        return look(
                task,
                evidence,
                (look, seen) -> look.unsent(permission.draft().id())
                        ? fence(task, permission, look, seen)
                        : new Answer.CannotTell(seen));
    }

    /** @param otherwise what follows if nothing is found that was sent */
    private Answer look(SendTask task, Evidence evidence, BiFunction<MailboxFindings, Evidence, Answer> otherwise) {
        return switch (drafts.look(task, evidence)) {
            case CallResult.Ok<MailboxFindings>(var look, var seen)
            when look.sent() != null -> new Answer.WasSent(look.sent(), seen);
            case CallResult.Ok<MailboxFindings>(var look, var seen) -> otherwise.apply(look, seen);
            case CallResult.Refused<MailboxFindings> refused -> new Answer.Ended(refused.unexpected());
            case CallResult.Ended<MailboxFindings>(var outcome) -> new Answer.Ended(outcome);
        };
    }

    /**
     * What was seen is written down first: once the draft is gone, the mailbox tells nothing any more. Written again by
     * whoever finds it written, since only that proves that what was seen was not a successor's.
     */
    private Answer fence(SendTask task, Sending permission, MailboxFindings before, Evidence evidence) {
        return task.permissions().write(permission.fence())
                ? discard(task, before, evidence)
                : new Answer.Ended(new Outcome.Interrupted());
    }

    private Answer discard(SendTask task, MailboxFindings before, Evidence evidence) {
        for (FoundMessage draft : before.drafts()) {
            Outcome cut = drafts.discard(task, draft.id(), evidence);
            if (cut != null) {
                return new Answer.Ended(cut);
            }
        }
        return look(task, evidence, (_, seen) -> new Answer.WasNotSent(seen));
    }
}
