package io.mailroom.worker.call;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.token.TokenAnswer;
import io.mailroom.worker.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Graph calls of one command: each with a token that is good for it, and again while that makes sense.
 *
 * <p>Not for {@code POST /send}, which has exactly one attempt for each permission in the journal.
 */
public final class RetryingCalls {
    private static final Logger LOG = Logger.getLogger(RetryingCalls.class);

    /** In one attempt at a command: the one in memory, the one that auth-service has, and the one that it then gets. */
    private static final int MOST_REFUSED_TOKENS = 3;

    private static final Ending NO_SUCH_CONNECTION =
            new Ending.Rejected(ResultCode.CONNECTION_UNKNOWN, "This client has no such connection.", "/connectionId");
    private static final Ending SIGN_IN = new Ending.Failed(
            ResultCode.RECONNECT_REQUIRED, "The user must sign in again before mail can be sent.", false);
    private static final Ending ADMINISTRATOR = new Ending.Failed(
            ResultCode.ADMIN_REQUIRED, "An administrator of the user's organization must act.", false);
    private static final Ending REFUSED_TOKEN = new Ending.Failed(
            ResultCode.TOKEN_REFUSED,
            "Microsoft refuses the user's token though it is new; the user is signed in.",
            true);
    private static final Ending NO_TOKEN =
            new Ending.Failed(ResultCode.SERVICE_UNAVAILABLE, "No token can be had now.", true);

    private final TokenSource tokens;
    private final RetryPolicy retries;
    private final Sleeper sleeper;
    private final Clock clock;
    private final WaitLimits limits;
    private final ClientName client;
    private final ConnectionId connection;
    private History history;
    private int refusedTokens;

    /** @param history of the command before it was parked */
    public RetryingCalls(
            TokenSource tokens,
            RetryPolicy retries,
            Sleeper sleeper,
            Clock clock,
            WaitLimits limits,
            ClientName client,
            ConnectionId connection,
            History history) {
        this.tokens = tokens;
        this.retries = retries;
        this.sleeper = sleeper;
        this.clock = clock;
        this.limits = limits;
        this.client = client;
        this.connection = connection;
        this.history = history;
    }

    /** Repeats the call until it is done, or the command is over. */
    public <T> CallResult<T> repeat(Evidence evidence, Function<MailboxAccess, GraphReply<T>> call) {
        return repeat(evidence, Set.of(), call);
    }

    /** @param shown statuses of refusals that the caller wants to see instead of ending by them */
    public <T> CallResult<T> repeat(
            Evidence evidence, Set<Integer> shown, Function<MailboxAccess, GraphReply<T>> call) {
        Evidence seen = evidence;
        for (int attempt = 1; ; attempt++) {
            CallResult<MailboxAccess> access = access(seen);
            if (!(access instanceof CallResult.Ok<MailboxAccess>(var mailbox, var known))) {
                return new CallResult.Ended<>(access.ending());
            }
            GraphReply<T> reply = call.apply(mailbox);
            seen = known.request(reply.diagnostics().requestId());
            if (reply instanceof GraphReply.Done<T> done) {
                return new CallResult.Ok<>(done.value(), seen);
            }
            if (reply instanceof GraphReply.Refused<T> refused && shown.contains(refused.status())) {
                return new CallResult.Refused<>(refused.status(), refused.code(), seen);
            }
            Outcome cut = switch (ReplyJudge.ofRepeatable(reply)) {
                case Judgement.Again again -> beforeNext(again, attempt, seen);
                case Judgement.RenewToken _ -> tokenRefused(mailbox, seen);
                case Judgement.Stop stop -> refused(stop, seen);
                case Judgement.Doubt _ -> throw new IllegalStateException("a repeatable call leaves no doubt");
            };
            if (cut != null) {
                return new CallResult.Ended<>(cut);
            }
        }
    }

    private Outcome refused(Judgement.Stop stop, Evidence seen) {
        LOG.warnf("[Graph API] refused connection=%s code=%s request-id=%s", connection, stop.code(), seen.requestId());
        return new Outcome.Ended(new Ending.Failed(stop.code(), stop.message(), stop.retryable()), seen);
    }

    /** A token that is good for one call, waited for as long as auth-service is away. */
    public CallResult<MailboxAccess> access(Evidence evidence) {
        for (int attempt = 1; ; attempt++) {
            switch (tokens.lease(client, connection)) {
                case TokenAnswer.Leased(LeaseReply lease) -> {
                    return new CallResult.Ok<>(
                            new MailboxAccess(
                                    lease.graphUrl(),
                                    lease.userId(),
                                    lease.mailbox().value(),
                                    lease.accessToken()),
                            evidence.of(lease.mailbox()));
                }
                case TokenAnswer.NotConnected(LeaseProblem problem) -> {
                    return over(withoutConnection(problem, evidence));
                }
                case TokenAnswer.Unavailable(@Nullable Duration retryAfter) -> {
                    Instant now = clock.instant();
                    Instant asked = retryAfter == null ? null : now.plus(retryAfter);
                    Outcome cut = await(retries.next(now, attempt, asked), ResultCode.SERVICE_UNAVAILABLE);
                    if (cut != null) {
                        return over(cut);
                    }
                }
            }
        }
    }

    private int failedOnceMore() {
        history = new History(history.failures() + 1, history.draftMayAppear());
        return history.failures();
    }

    /** A draft was asked for, and no answer came. */
    public void draftMayAppear() {
        history = new History(history.failures(), true);
    }

    public History history() {
        return history;
    }

    /**
     * Graph refused the token before anything was done. Whether the connection is to blame, auth-service knows: the next
     * {@link #access} names this token and brings another, or tells why there is none.
     *
     * @return what ends the command's attempt, or nothing if the call may be made with another token
     */
    public @Nullable Outcome tokenRefused(MailboxAccess used, Evidence seen) {
        tokens.refuse(client, connection, used.token());
        refusedTokens++;
        return refusedTokens > MOST_REFUSED_TOKENS ? withoutConnection(LeaseProblem.TOKEN_REFUSED, seen) : null;
    }

    /**
     * Makes a call once, for whoever looks again by a plan of its own: a failure counts as no attempt and ends nothing.
     */
    public <T> CallResult<SingleAttempt<T>> once(Evidence evidence, Function<MailboxAccess, GraphReply<T>> call) {
        CallResult<MailboxAccess> access = access(evidence);
        if (!(access instanceof CallResult.Ok<MailboxAccess>(var mailbox, var known))) {
            return new CallResult.Ended<>(access.ending());
        }
        GraphReply<T> reply = call.apply(mailbox);
        Evidence seen = known.request(reply.diagnostics().requestId());
        if (reply instanceof GraphReply.Done<T> done) {
            return new CallResult.Ok<>(new SingleAttempt<>(done.value(), null), seen);
        }
        return switch (ReplyJudge.ofRepeatable(reply)) {
            case Judgement.Again again -> new CallResult.Ok<>(new SingleAttempt<>(null, again.notBefore()), seen);
            case Judgement.RenewToken _ -> {
                Outcome cut = tokenRefused(mailbox, seen);
                yield cut == null ? new CallResult.Ok<>(new SingleAttempt<>(null, null), seen) : over(cut);
            }
            case Judgement.Stop _ -> new CallResult.Ok<>(new SingleAttempt<>(null, null), seen);
            case Judgement.Doubt _ -> throw new IllegalStateException("a repeatable call leaves no doubt");
        };
    }

    /**
     * Waits before a call is made again, the longer the more has failed, also before the command was parked.
     *
     * @param attempt which attempt at this very call has just failed, from 1
     * @return what ends the command's attempt now, or nothing if the time has come and it goes on
     */
    public @Nullable Outcome beforeNext(Judgement.Again again, int attempt, Evidence seen) {
        if (again.countsAsAttempt() && retries.spent(failedOnceMore())) {
            return ended(
                    ResultCode.ATTEMPTS_SPENT,
                    "Microsoft did not answer in time, again and again; nothing was sent.",
                    true,
                    seen);
        }
        int failed = Math.max(attempt, history.failures());
        return await(retries.next(clock.instant(), failed, again.notBefore()), again.reason());
    }

    /** @return what ends the command's attempt now, or nothing if the time has come and it goes on */
    public @Nullable Outcome await(Instant time, ResultCode reason) {
        if (time.isAfter(clock.instant().plus(limits.inMemory()))) {
            return new Outcome.Postponed(time, reason, history);
        }
        return sleeper.sleepUntil(time) ? null : new Outcome.Interrupted();
    }

    /** Whoever can sign in again has time to do so; the others hear it at once. */
    private Outcome withoutConnection(LeaseProblem problem, Evidence evidence) {
        return switch (problem) {
            case CONNECTION_UNKNOWN -> new Outcome.Ended(NO_SUCH_CONNECTION, evidence);
            case DISCONNECTED -> ended(ResultCode.DISCONNECTED, "The connection was ended.", false, evidence);
            case RECONNECT_REQUIRED -> awaited(SIGN_IN, SIGN_IN.code(), evidence);
            case ADMIN_REQUIRED -> awaited(ADMINISTRATOR, ADMINISTRATOR.code(), evidence);
            case TOKEN_REFUSED -> awaited(REFUSED_TOKEN, REFUSED_TOKEN.code(), evidence);
            case IDENTITY_UNAVAILABLE -> awaited(NO_TOKEN, NO_TOKEN.code(), evidence);
            case OPERATOR_FAULT -> awaited(NO_TOKEN, ResultCode.OPERATOR_FAULT, evidence);
        };
    }

    /** @param otherwise how it ends once the command has waited long enough */
    private Outcome awaited(Ending otherwise, ResultCode reason, Evidence evidence) {
        Instant now = clock.instant();
        Instant last = limits.until();
        if (!now.isBefore(last)) {
            return new Outcome.Ended(otherwise, evidence);
        }
        Instant again = now.plus(limits.recheck());
        return new Outcome.Postponed(again.isBefore(last) ? again : last, reason, history);
    }

    private static Outcome ended(ResultCode code, String message, boolean retryable, Evidence evidence) {
        return new Outcome.Ended(new Ending.Failed(code, message, retryable), evidence);
    }

    private static <T> CallResult<T> over(Outcome outcome) {
        return new CallResult.Ended<>(outcome);
    }
}
