package io.mailroom.model.testing;

import static io.mailroom.model.testing.CommandSamples.CONNECTION;
import static io.mailroom.model.testing.CommandSamples.SEND_KEY;
import static io.mailroom.model.testing.CommandSamples.SYNC_KEY;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.result.ResultFacts;
import io.mailroom.model.result.SentMail;
import io.mailroom.model.result.Timings;
import java.time.Instant;

/** One answer of every kind. */
public final class ResultSamples {
    public static final Instant RECEIVED = Instant.parse("2026-11-23T10:15:00.120Z");
    public static final Instant STARTED = Instant.parse("2026-11-23T10:15:00.140Z");
    public static final Instant SUBMITTED = Instant.parse("2026-11-23T10:15:00.610Z");
    public static final Instant FINISHED = Instant.parse("2026-11-23T10:15:01.250Z");
    public static final MailboxAddress ADELE = new MailboxAddress("adele@contoso.example");
    public static final String SENT_ID = "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AaS1001";

    private static final RecordRef RECORD = new RecordRef("mail.commands.erp", 3, 4711);
    private static final String REQUEST_ID = "b4a2c1d0-0000-4000-8000-00000000e001";
    private static final SentMail KNOWN = new SentMail(SENT_ID, "<AM0PR01MB1001@contoso.example>", "AAQkAGI1001", true);

    private ResultSamples() {}

    public static CommandRef sendRef() {
        return new CommandRef(SEND_KEY, SendMail.TYPE, CONNECTION.value(), RECORD);
    }

    public static MailResult sent() {
        return new MailResult(new Ending.Sent(KNOWN), submitted(1));
    }

    public static MailResult sentButNotSeen() {
        return new MailResult(
                new Ending.Sent(new SentMail(null, "<AM0PR01MB1001@contoso.example>", "AAQkAGI1001", false)),
                submitted(1));
    }

    public static MailResult synced() {
        return synced(0);
    }

    public static MailResult syncedWithoutWhatCannotBeRead() {
        return synced(2);
    }

    private static MailResult synced(int unreadable) {
        var command = new CommandRef(
                SYNC_KEY, SyncMail.TYPE, CONNECTION.value(), new RecordRef("mail.commands.erp", 3, 4712));
        return new MailResult(
                new Ending.Synced(1, unreadable),
                new ResultFacts(command, 1, new Timings(RECEIVED, STARTED, null, FINISHED), REQUEST_ID, ADELE));
    }

    public static MailResult rejected() {
        return new MailResult(
                new Ending.Rejected(ResultCode.MISSING_FIELD, "The field /subject is required.", "/subject"),
                untouched(sendRef()));
    }

    public static MailResult rejectedWithoutConnection() {
        var command = new CommandRef(SEND_KEY, SendMail.TYPE, null, RECORD);
        return new MailResult(
                new Ending.Rejected(ResultCode.MALFORMED_JSON, "The data of the command is not JSON.", null),
                untouched(command));
    }

    public static MailResult rejectedAsConflict() {
        var command = new CommandRef(
                SEND_KEY, SendMail.TYPE, CONNECTION.value(), new RecordRef("mail.commands.erp", 3, 4720));
        return new MailResult(
                new Ending.Rejected(
                        ResultCode.IDEMPOTENCY_CONFLICT, "The same source and id came before with other data.", null),
                untouched(command));
    }

    public static MailResult failed() {
        return new MailResult(
                new Ending.Failed(
                        ResultCode.RECONNECT_REQUIRED,
                        "The user must sign in again before Mailroom can send from this mailbox.",
                        false),
                new ResultFacts(sendRef(), 0, new Timings(RECEIVED, STARTED, null, FINISHED), null, null));
    }

    public static MailResult failedForNow() {
        return new MailResult(
                new Ending.Failed(
                        ResultCode.ATTEMPTS_SPENT, "Every allowed attempt failed before anything was sent.", true),
                new ResultFacts(sendRef(), 5, new Timings(RECEIVED, STARTED, null, FINISHED), REQUEST_ID, ADELE));
    }

    public static MailResult unknown() {
        return new MailResult(
                new Ending.Unknown("Microsoft did not say whether the mail was sent, and it was not found.", null),
                submitted(1));
    }

    public static MailResult unknownWithDraft() {
        return new MailResult(
                new Ending.Unknown(
                        "Microsoft did not say whether the mail was sent; its draft is known.",
                        new SentMail(null, "<AM0PR01MB1001@contoso.example>", "AAQkAGI1001", false)),
                submitted(1));
    }

    public static MailResult cancelled() {
        return new MailResult(
                new Ending.Cancelled("The command was called back before it was sent."), untouched(sendRef()));
    }

    public static MailProgress accepted() {
        return new MailProgress.Accepted(sendRef(), RECEIVED);
    }

    public static MailProgress parkedUntil() {
        return new MailProgress.Parked(
                sendRef(), STARTED, Instant.parse("2026-11-23T10:25:00.140Z"), ResultCode.THROTTLED);
    }

    public static MailProgress parkedForAnEvent() {
        return new MailProgress.Parked(sendRef(), STARTED, null, ResultCode.RECONNECT_REQUIRED);
    }

    private static ResultFacts submitted(int attempts) {
        return new ResultFacts(
                sendRef(), attempts, new Timings(RECEIVED, STARTED, SUBMITTED, FINISHED), REQUEST_ID, ADELE);
    }

    private static ResultFacts untouched(CommandRef command) {
        return new ResultFacts(command, 0, new Timings(RECEIVED, null, null, FINISHED), null, null);
    }
}
