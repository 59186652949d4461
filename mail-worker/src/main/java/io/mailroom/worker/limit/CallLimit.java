package io.mailroom.worker.limit;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.SendMail;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.Attached;
import io.mailroom.worker.graph.Deleted;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.Draft;
import io.mailroom.worker.graph.FoundMessage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.graph.SendKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * At most so many calls in flight for a mailbox, whoever makes them: Graph takes four at a time for app and mailbox
 * (facts D2), and send and sync share them. A queue makes one call at a time; this holds where several connections reach
 * one mailbox.
 */
public final class CallLimit implements GraphMail {
    private final GraphMail graph;
    private final int most;
    /** Bound: mailboxes with a call in flight or waiting; the last to leave takes its gate away. */
    private final ConcurrentMap<String, Gate> gates = new ConcurrentHashMap<>();

    /** The permits of one mailbox, and how many threads hold or await one. */
    private record Gate(Semaphore permits, int users) {}

    public CallLimit(GraphMail graph, int most) {
        this.graph = graph;
        this.most = most;
    }

    @Override
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, Instant deadline) {
        return within(access, () -> graph.createDraft(access, mail, key, deadline));
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment file, Instant deadline) {
        return within(access, () -> graph.attach(access, draftId, file, deadline));
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
        return within(access, () -> graph.send(access, draftId, deadline));
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline) {
        return within(access, () -> graph.get(access, messageId, deadline));
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
        return within(access, () -> graph.findByKey(access, key, deadline));
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
        return within(access, () -> graph.deleteDraft(access, messageId, deadline));
    }

    @Override
    public GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline) {
        return within(access, () -> graph.delta(access, folder, link, atMost, deadline));
    }

    private <T> T within(MailboxAccess access, Supplier<T> call) {
        String mailbox = access.graphUrl() + " " + access.userId();
        Gate gate =
                gates.compute(mailbox, (_, known) -> known == null ? new Gate(new Semaphore(most), 1) : used(known, 1));
        gate.permits().acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            gate.permits().release();
            gates.computeIfPresent(mailbox, (_, known) -> known.users() == 1 ? null : used(known, -1));
        }
    }

    /** How many have a call in flight or waiting. */
    int mailboxes() {
        return gates.size();
    }

    private static Gate used(Gate gate, int more) {
        return new Gate(gate.permits(), gate.users() + more);
    }
}
