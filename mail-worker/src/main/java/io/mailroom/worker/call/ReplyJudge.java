package io.mailroom.worker.call;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Throttled;
import io.mailroom.worker.graph.GraphReply.Unclear;
import java.util.Locale;

/**
 * From Graph's reply to what it means, as a pure function: an allow-list of what may be tried again. Branches on status
 * and code, never on the message (facts D1, D3; learn.microsoft.com, "Microsoft Graph error responses").
 */
public final class ReplyJudge {
    private ReplyJudge() {}

    /** For calls that change nothing, or whose effect is looked for before they are made again. */
    public static Judgement ofRepeatable(GraphReply<?> reply) {
        return switch (reply) {
            case Done<?> _ -> throw new IllegalArgumentException("a success needs no judgement");
            case Throttled<?> throttled -> new Judgement.Again(throttled.until(), ResultCode.THROTTLED, false);
            // Nobody was asked, so nobody failed: Graph as a whole is away, and that passes.
            case Unclear<?> unclear ->
                new Judgement.Again(
                        unclear.notBefore(),
                        ResultCode.SERVICE_UNAVAILABLE,
                        unclear.why() != GraphReply.Why.NEVER_SENT);
            case Refused<?> refused -> refusal(refused);
        };
    }

    /** For {@code POST /send}, which is never made again unless it certainly was not carried out. */
    public static Judgement ofSend(GraphReply<?> reply) {
        return switch (reply) {
            case Done<?> _ -> throw new IllegalArgumentException("a success needs no judgement");
            // A field report says that some throttled sends went out: whoever sends again looks first (ADR 0034).
            case Throttled<?> throttled -> new Judgement.Again(throttled.until(), ResultCode.THROTTLED, false);
            case Unclear<?> unclear
            when unclear.why() == GraphReply.Why.NEVER_SENT ->
                new Judgement.Again(unclear.notBefore(), ResultCode.SERVICE_UNAVAILABLE, false);
            case Unclear<?> _ -> new Judgement.Doubt();
            case Refused<?> refused -> mayHideASend(refused) ? new Judgement.Doubt() : refusal(refused);
        };
    }

    /** Item gone or changed: a first, half-heard call may be the reason. */
    private static boolean mayHideASend(Refused<?> refused) {
        return refused.status() == 409
                || refused.status() == 412
                || is(refused, "ErrorNonExistentMailBox")
                || (refused.status() == 404 && !mailboxIsAway(refused));
    }

    private static Judgement refusal(Refused<?> refused) {
        if (refused.status() == 401) {
            return new Judgement.RenewToken();
        }
        if (is(refused, "ErrorNonExistentMailBox") || is(refused, "ErrorIrresolvableConflict")) {
            return new Judgement.Again(null, ResultCode.SERVICE_UNAVAILABLE, true);
        }
        ResultCode code = code(refused);
        return new Judgement.Stop(code, sentence(code, refused), false);
    }

    private static ResultCode code(Refused<?> refused) {
        return switch (refused.code().toLowerCase(Locale.ROOT)) {
            case "errorsendasdenied" -> ResultCode.SEND_AS_DENIED;
            case "erroraccessdenied" -> ResultCode.ACCESS_DENIED;
            case "errorinvalidrecipients" -> ResultCode.INVALID_RECIPIENTS;
            case "errormessagesizeexceeded", "requestentitytoolarge" -> ResultCode.MESSAGE_TOO_LARGE;
            case "errorquotaexceeded", "quotalimitreached" -> ResultCode.QUOTA_EXCEEDED;
            case "errormessagesubmissionblocked", "errorexceededmessagelimit", "erroraccountsuspend" ->
                ResultCode.SENDING_BLOCKED;
            default -> byStatus(refused);
        };
    }

    private static ResultCode byStatus(Refused<?> refused) {
        if (mailboxIsAway(refused)) {
            return ResultCode.MAILBOX_UNAVAILABLE;
        }
        return switch (refused.status()) {
            case 403 -> ResultCode.ACCESS_DENIED;
            case 413 -> ResultCode.MESSAGE_TOO_LARGE;
            case 507 -> ResultCode.QUOTA_EXCEEDED;
            default -> ResultCode.REFUSED_BY_GRAPH;
        };
    }

    private static boolean mailboxIsAway(Refused<?> refused) {
        return is(refused, "MailboxNotEnabledForRESTAPI") || is(refused, "ErrorMailboxNotEnabledForRESTAPI");
    }

    private static boolean is(Refused<?> refused, String code) {
        return refused.code().equalsIgnoreCase(code);
    }

    /** Microsoft's code is part of the sentence; its message is not, since it may quote the mail. */
    private static String sentence(ResultCode code, Refused<?> refused) {
        String what = switch (code) {
            case SEND_AS_DENIED -> "The user may not send in this name";
            case ACCESS_DENIED -> "Microsoft refused access to the mailbox";
            case INVALID_RECIPIENTS -> "Exchange accepts none of the recipients";
            case MESSAGE_TOO_LARGE -> "The mail is larger than the mailbox may send";
            case QUOTA_EXCEEDED -> "A quota of the mailbox is used up";
            case SENDING_BLOCKED -> "Exchange blocks this mailbox from sending";
            case MAILBOX_UNAVAILABLE -> "The mailbox is inactive, unlicensed or not in Exchange Online";
            default -> "Microsoft refused the request";
        };
        return what + " (" + refused.status() + " " + refused.code() + ").";
    }
}
