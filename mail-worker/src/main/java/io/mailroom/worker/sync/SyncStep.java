package io.mailroom.worker.sync;

import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.graph.CallContext;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.outcome.Reached;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one folder's changes, page by page. Promise: a page's mails are announced in the same transaction that stores
 * the link behind it, so a crash neither repeats nor skips one; a full resync announces only what was never announced.
 */
public final class SyncStep {
    private static final Logger LOG = Logger.getLogger(SyncStep.class);

    private static final Set<Integer> SHOWN = Set.of(404, 410);

    private final GraphMail graph;
    private final Clock clock;
    private final Duration callTimeout;

    public SyncStep(GraphMail graph, Clock clock, Duration callTimeout) {
        this.graph = graph;
        this.clock = clock;
        this.callTimeout = callTimeout;
    }

    public Outcome run(SyncTask task) {
        String link = task.cursors().link(task.folder()).orElse(null);
        Evidence evidence = Evidence.none().attempt(1);
        int received = 0;
        boolean resynced = false;
        while (true) {
            switch (page(task, link, evidence)) {
                case Reached.Value<DeltaPage>(var page, var seen) -> {
                    evidence = seen;
                    List<MailReceived> mails = unannounced(task, page, mailbox(seen));
                    if (!task.pages().commit(mails, marks(task, page, mails))) {
                        return new Outcome.Interrupted();
                    }
                    received += mails.size();
                    link = page.link();
                    if (page.nextLink() == null) {
                        return new Outcome.Ended(new Ending.Synced(received), evidence);
                    }
                }
                case Reached.Turned<DeltaPage>(int status, String code, var seen) -> {
                    if (status == 404 || resynced) {
                        return unreadable(status, code, seen);
                    }
                    LOG.infof(
                            "[Incoming Mail] sync state is gone, reading the whole folder connection=%s folder=%s",
                            task.command().connection(), task.command().folder());
                    resynced = true;
                    link = null;
                }
                case Reached.Over<DeltaPage>(var outcome) -> {
                    return outcome;
                }
            }
        }
    }

    private Reached<DeltaPage> page(SyncTask task, @Nullable String link, Evidence evidence) {
        return task.calls()
                .repeat(
                        evidence,
                        SHOWN,
                        access -> graph.delta(
                                access, task.command().folder(), link, CallContext.within(callTimeout, clock)));
    }

    private static List<MailReceived> unannounced(SyncTask task, DeltaPage page, MailboxAddress mailbox) {
        var mails = new ArrayList<MailReceived>();
        var onThisPage = new HashSet<String>();
        for (DeltaItem item : page.items()) {
            switch (item) {
                case DeltaItem.Message message -> {
                    if (!task.cursors().announced(task.folder(), message.id()) && onThisPage.add(message.id())) {
                        mails.add(received(task, message, mailbox));
                    }
                }
                case DeltaItem.Removed _ -> {
                    // A mail that leaves the folder was announced when it came; it is not announced backwards.
                }
            }
        }
        return mails;
    }

    private static List<Cursors.Mark> marks(SyncTask task, DeltaPage page, List<MailReceived> mails) {
        var marks = new ArrayList<Cursors.Mark>();
        mails.forEach(mail -> marks.add(Cursors.announcement(task.folder(), mail.graphMessageId())));
        marks.add(Cursors.link(task.folder(), page.link()));
        return marks;
    }

    private static MailReceived received(SyncTask task, DeltaItem.Message message, MailboxAddress mailbox) {
        return new MailReceived(
                task.command().connection(),
                mailbox,
                task.command().folder(),
                message.id(),
                message.internetMessageId(),
                message.conversationId(),
                message.subject(),
                message.from(),
                message.to(),
                message.cc(),
                message.receivedAt(),
                Boolean.TRUE.equals(message.hasAttachments()),
                message.importance(),
                Boolean.TRUE.equals(message.isRead()));
    }

    private static Outcome unreadable(int status, String code, Evidence evidence) {
        boolean noMailbox = code.toLowerCase(Locale.ROOT).contains("mailboxnotenabled");
        return new Outcome.Ended(
                new Ending.Failed(
                        noMailbox ? ResultCode.MAILBOX_UNAVAILABLE : ResultCode.FOLDER_UNKNOWN,
                        (noMailbox
                                        ? "The mailbox is inactive, unlicensed or not in Exchange Online"
                                        : "Microsoft knows no such folder in this mailbox")
                                + " (" + status + " " + code + ").",
                        false),
                evidence);
    }

    private static MailboxAddress mailbox(Evidence evidence) {
        return Objects.requireNonNull(evidence.mailbox(), "whoever reached Graph knows the mailbox");
    }
}
