package io.mailroom.worker.testing;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.SendMail;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.Attached;
import io.mailroom.worker.graph.CallContext;
import io.mailroom.worker.graph.Deleted;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.Draft;
import io.mailroom.worker.graph.FoundMessage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.graph.SendKey;
import io.mailroom.worker.graph.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A folder whose delta answers are written down by link. */
public final class TestingFolder implements GraphMail {
    private static final Trace TRACE = new Trace(new UUID(0, 1), "r-1", 200);
    private final Map<@Nullable String, GraphReply<DeltaPage>> replies = new HashMap<>();

    public void page(@Nullable String link, DeltaPage page) {
        replies.put(link, new GraphReply.Done<>(page, TRACE));
    }

    public void refuse(@Nullable String link, int status, String code) {
        replies.put(link, new GraphReply.Refused<>(status, code, "refused", TRACE));
    }

    @Override
    public GraphReply<DeltaPage> delta(MailboxAccess access, String folder, @Nullable String link, CallContext call) {
        GraphReply<DeltaPage> reply = replies.get(link);
        if (reply == null) {
            throw new AssertionError("nothing is written down for the link " + link);
        }
        return reply;
    }

    @Override
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, CallContext call) {
        throw onlyReads();
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment file, CallContext call) {
        throw onlyReads();
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, CallContext call) {
        throw onlyReads();
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, CallContext call) {
        throw onlyReads();
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, CallContext call) {
        throw onlyReads();
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, CallContext call) {
        throw onlyReads();
    }

    private static UnsupportedOperationException onlyReads() {
        return new UnsupportedOperationException("a sync only reads");
    }
}
