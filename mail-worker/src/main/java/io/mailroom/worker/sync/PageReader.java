package io.mailroom.worker.sync;

import io.mailroom.worker.call.CallResult;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Throttled;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.outcome.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks for pages of a folder: for fewer mails at once where a page cannot be had, until the one mail that cannot be read
 * stands alone, and for more again behind it.
 */
final class PageReader {
    /** Mails on a page at most, by level. Few levels: each costs an attempt where the server fails. */
    private static final int[] AT_MOST = {Integer.MAX_VALUE, 7, 1};

    /** Pages read at a level before the next larger one is tried. */
    private static final int BEFORE_MORE = 8;

    /** Failures with one mail on the page until the page counts as unreadable. */
    private static final int MOST_FAILURES = 3;

    private final GraphMail graph;
    private final Clock clock;
    private final Duration callTimeout;
    private int level;
    private int readAtLevel;

    PageReader(GraphMail graph, Clock clock, Duration callTimeout) {
        this.graph = graph;
        this.clock = clock;
        this.callTimeout = callTimeout;
    }

    /** @param link empty to begin anew */
    CallResult<PageAnswer> read(SyncTask task, String link, Evidence evidence) {
        var page = new OnePage(task.command().folder(), link);
        return task.calls().repeat(evidence, page::ask);
    }

    /** All attempts at one page. */
    private final class OnePage {
        private final String folder;
        private final String link;
        private int failures;

        OnePage(String folder, String link) {
            this.folder = folder;
            this.link = link;
        }

        GraphReply<PageAnswer> ask(MailboxAccess access) {
            GraphReply<DeltaPage> reply = call(access);
            // The server is well and has answered at once: no reason to wait before it is asked for less.
            while (reply instanceof Unclear<DeltaPage> unclear && illegible(unclear) && fewer()) {
                reply = call(access);
            }
            return judged(reply);
        }

        private GraphReply<DeltaPage> call(MailboxAccess access) {
            return graph.delta(
                    access,
                    folder,
                    link.isEmpty() ? null : link,
                    AT_MOST[level],
                    clock.instant().plus(callTimeout));
        }

        private GraphReply<PageAnswer> judged(GraphReply<DeltaPage> reply) {
            return switch (reply) {
                case Done<DeltaPage>(var page, var diagnostics) -> {
                    more();
                    yield new Done<>(new PageAnswer.Read(page), diagnostics);
                }
                case Refused<DeltaPage>(int status, String code, var diagnostics) ->
                    ofThePage(status, code)
                            ? new Done<>(new PageAnswer.Refused(status, code), diagnostics)
                            : new Refused<>(status, code, diagnostics);
                case Throttled<DeltaPage> throttled -> throttled.map(PageAnswer.Read::new);
                case Unclear<DeltaPage> unclear -> failed(unclear);
            };
        }

        private GraphReply<PageAnswer> failed(Unclear<DeltaPage> unclear) {
            boolean alone = AT_MOST[level] == 1;
            if (unclear.why() != Why.NEVER_SENT && unclear.why() != Why.INTERRUPTED) {
                fewer();
            }
            boolean itsOwn = illegible(unclear) || unclear.status() == 500;
            if (alone && itsOwn && ++failures >= MOST_FAILURES) {
                return new Done<>(new PageAnswer.Unreadable(unclear.status(), unclear.code()), unclear.diagnostics());
            }
            return unclear.map(PageAnswer.Read::new);
        }

        /**
         * A stored link may be refused for any reason of Microsoft's; only whoever may not read the mailbox gets no other
         * answer by beginning anew. Without a link it is the folder that is refused.
         */
        private boolean ofThePage(int status, String code) {
            if (lostState(code) || status == 410) {
                return true;
            }
            return link.isEmpty()
                    ? status == 404 && !code.equalsIgnoreCase("ErrorNonExistentMailBox")
                    : status != 401 && status != 403;
        }
    }

    static boolean lostState(String code) {
        String folded = code.toLowerCase(Locale.ROOT);
        return folded.startsWith("syncstate") || folded.startsWith("resync");
    }

    private static boolean illegible(Unclear<?> unclear) {
        return unclear.why() == Why.UNREADABLE;
    }

    private boolean fewer() {
        readAtLevel = 0;
        if (level == AT_MOST.length - 1) {
            return false;
        }
        level++;
        return true;
    }

    private void more() {
        if (level > 0 && ++readAtLevel == BEFORE_MORE) {
            level--;
            readAtLevel = 0;
        }
    }
}
