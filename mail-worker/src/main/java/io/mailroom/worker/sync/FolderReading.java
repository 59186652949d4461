package io.mailroom.worker.sync;

import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One attempt at one sync command, page by page. It always ends: by the folder's end, or by a bound. */
final class FolderReading {
    private static final Logger LOG = Logger.getLogger(FolderReading.class);

    /** Of the whole folder in one attempt: links of a large folder may die while it is read (facts C1). */
    private static final int MOST_RESTARTS = 2;

    private final SyncTask task;
    private final PageReader pages;
    private final Clock clock;
    private final PagingLimits limits = new PagingLimits();
    private FolderCursor cursor = FolderCursor.NOWHERE;
    private Evidence evidence = Evidence.none().attempt(1);
    private int restarts;

    FolderReading(SyncTask task, PageReader pages, Clock clock) {
        this.task = task;
        this.pages = pages;
        this.clock = clock;
    }

    Outcome run() {
        try {
            return read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        }
    }

    private Outcome read() throws InterruptedException {
        cursor = task.cursors().find(task.folder()).foundBy(task.command().key());
        limits.beginsAt(cursor.link());
        Outcome outcome = null;
        while (outcome == null) {
            Instant asked = clock.instant();
            outcome = nextPage();
            Instant next = limits.paced(asked);
            if (outcome == null && next.isAfter(clock.instant())) {
                outcome = task.calls().await(next, ResultCode.THROTTLED);
            }
        }
        return outcome;
    }

    /** @return how the attempt ends, or nothing if there is more to read */
    private @Nullable Outcome nextPage() throws InterruptedException {
        return switch (pages.read(task, cursor.link(), evidence)) {
            case CallResult.Ok<PageAnswer>(var answer, var seen) -> {
                evidence = seen;
                yield answered(answer);
            }
            case CallResult.Refused<PageAnswer> refused -> refused.unexpected();
            case CallResult.Ended<PageAnswer>(var outcome) -> outcome;
        };
    }

    private @Nullable Outcome answered(PageAnswer answer) throws InterruptedException {
        return switch (answer) {
            case PageAnswer.Read(var page) -> committed(page);
            case PageAnswer.Refused(int status, String code) -> {
                if (cursor.link().isEmpty()) {
                    yield refused(status, code);
                }
                yield anew(status + " " + code, MOST_RESTARTS);
            }
            case PageAnswer.Unreadable(int status, String code) -> anew("unreadable " + status + " " + code, 1);
        };
    }

    private @Nullable Outcome committed(DeltaPage page) throws InterruptedException {
        Optional<NewMails> committed = task.cursors().alone(task.folder().key(), () -> commit(page));
        if (committed.isEmpty()) {
            return new Outcome.Interrupted();
        }
        NewMails mails = committed.get();
        if (mails.unreadable() > 0) {
            LOG.warnf(
                    "[Incoming Mail] mails that cannot be read are passed connection=%s folder=%s count=%d request-id=%s",
                    task.command().connection(), task.command().folder(), mails.unreadable(), evidence.requestId());
        }
        if (page.nextLink() == null) {
            return new Outcome.Ended(new Ending.Synced(cursor.received(), cursor.unreadable()), evidence);
        }
        int known = task.cursors().mails(task.folder()).known();
        return switch (limits.after(page.nextLink(), !mails.none(), known)) {
            case GO_ON -> null;
            case ENDLESS -> endless();
            case TOO_LONG -> ended("The folder has more pages than one sync reads; the next one goes on.");
        };
    }

    /** Nothing if it did not come to be. */
    private Optional<NewMails> commit(DeltaPage page) throws InterruptedException {
        NewMails mails = NewMails.of(task, page, mailbox());
        FolderCursor behind = cursor.after(page.link(), mails.announced().size(), mails.unreadable());
        if (!task.pages().commit(mails.announced(), mails.changes(task.folder(), behind))) {
            return Optional.empty();
        }
        cursor = behind;
        return Optional.of(mails);
    }

    /** Reads the folder from its beginning; what was announced is not announced again. */
    private @Nullable Outcome anew(String why, int most) {
        if (restarts >= most || cursor.link().isEmpty()) {
            return ended("Microsoft's answers about the folder cannot be read (" + why.strip() + ").");
        }
        LOG.infof(
                "[Incoming Mail] sync state is of no use, reading the whole folder connection=%s folder=%s why=%s",
                task.command().connection(), task.command().folder(), why);
        restarts++;
        cursor = cursor.anew();
        limits.beginsAt(cursor.link());
        return null;
    }

    /** Whoever syncs next does not walk in this circle again. */
    private @Nullable Outcome endless() {
        Outcome outcome = anew("pages without end", 1);
        if (outcome == null) {
            return null;
        }
        return task.pages().commit(List.of(), List.of(Cursors.change(task.folder(), cursor.anew())))
                ? ended("Microsoft's pages of the folder do not end; " + limits.pages() + " were read.")
                : new Outcome.Interrupted();
    }

    private Outcome refused(int status, String code) {
        String answer = " (" + status + " " + code + ").";
        if (status != 404 || PageReader.lostState(code)) {
            return ended("Microsoft's answers about the folder cannot be read" + answer);
        }
        return code.toLowerCase(Locale.ROOT).contains("mailboxnotenabled")
                ? failed(
                        ResultCode.MAILBOX_UNAVAILABLE,
                        "The mailbox is inactive, unlicensed or not in Exchange Online" + answer,
                        false)
                : failed(ResultCode.FOLDER_UNKNOWN, "Microsoft knows no such folder in this mailbox" + answer, false);
    }

    private Outcome ended(String message) {
        LOG.warnf(
                "[Incoming Mail] folder cannot be read to its end connection=%s folder=%s pages=%d request-id=%s",
                task.command().connection(), task.command().folder(), limits.pages(), evidence.requestId());
        return failed(ResultCode.FOLDER_UNREADABLE, message, true);
    }

    private Outcome failed(ResultCode code, String message, boolean retryable) {
        return new Outcome.Ended(new Ending.Failed(code, message, retryable), evidence);
    }

    private MailboxAddress mailbox() {
        return Objects.requireNonNull(evidence.mailbox(), "whoever reached Graph knows the mailbox");
    }
}
