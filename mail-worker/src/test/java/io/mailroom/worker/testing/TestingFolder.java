package io.mailroom.worker.testing;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.SendMail;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.Attached;
import io.mailroom.worker.graph.Deleted;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.Diagnostics;
import io.mailroom.worker.graph.Draft;
import io.mailroom.worker.graph.FoundMessage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.graph.SendKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder whose delta answers are written down by link, or come from a server that answers in its own way. */
public final class TestingFolder implements GraphMail {
    private static final Diagnostics DIAGNOSTICS = new Diagnostics("r-1", 200);
    /** Answers whatever link it is asked for. */
    public interface Server {
        GraphReply<DeltaPage> answer(@Nullable String link, int atMost);
    }

    /** A request: for which link, and how many mails at most. */
    public record Asked(@Nullable String link, int atMost) {}

    public final List<Asked> asked = new ArrayList<>();
    private final Map<@Nullable String, Server> replies = new HashMap<>();
    private @Nullable Server server;

    public void page(@Nullable String link, DeltaPage page) {
        answers(link, (_, _) -> read(page));
    }

    public void refuse(@Nullable String link, int status, String code) {
        answers(link, (_, _) -> refused(status, code));
    }

    public void answers(@Nullable String link, Server answer) {
        replies.put(link, answer);
    }

    /** Asked for whatever is not written down. */
    public void behaves(Server everywhere) {
        server = everywhere;
    }

    public static GraphReply<DeltaPage> read(DeltaPage page) {
        return new GraphReply.Done<>(page, DIAGNOSTICS);
    }

    public static GraphReply<DeltaPage> refused(int status, String code) {
        return new GraphReply.Refused<>(status, code, DIAGNOSTICS);
    }

    public static GraphReply<DeltaPage> unclear(GraphReply.Why why, int status) {
        return new GraphReply.Unclear<>(why, status, "", null, DIAGNOSTICS);
    }

    @Override
    public GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline) {
        asked.add(new Asked(link, atMost));
        Server answer = replies.getOrDefault(link, server);
        if (answer == null) {
            throw new AssertionError("nothing is written down for the link " + link);
        }
        return answer.answer(link, atMost);
    }

    @Override
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, Instant deadline) {
        throw onlyReads();
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment file, Instant deadline) {
        throw onlyReads();
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
        throw onlyReads();
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline) {
        throw onlyReads();
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
        throw onlyReads();
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
        throw onlyReads();
    }

    private static UnsupportedOperationException onlyReads() {
        return new UnsupportedOperationException("a sync only reads");
    }
}
