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
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps every call in flight until it is told to end one, any one. */
public final class TestingSlowGraph implements GraphMail {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore ends = new Semaphore(0);
    private volatile boolean broken;

    public int inFlight() {
        return inFlight.get();
    }

    public void endOne() {
        ends.release();
    }

    public void endAll() {
        ends.release(1_000);
    }

    /** From now on every call throws as soon as it comes. */
    public void breakDown() {
        broken = true;
    }

    public void repair() {
        broken = false;
    }

    /** @return whether that many calls more have come in, within ten seconds */
    public boolean sees(int calls) throws InterruptedException {
        return arrived.tryAcquire(calls, 10, TimeUnit.SECONDS);
    }

    private <T> GraphReply<T> call() {
        if (broken) {
            throw new IllegalStateException("planted");
        }
        inFlight.incrementAndGet();
        arrived.release();
        ends.acquireUninterruptibly();
        inFlight.decrementAndGet();
        return new GraphReply.Throttled<>(null, "", new Diagnostics(null, 429));
    }

    @Override
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, Instant deadline) {
        return call();
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment file, Instant deadline) {
        return call();
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
        return call();
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline) {
        return call();
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
        return call();
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
        return call();
    }

    @Override
    public GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline) {
        return call();
    }
}
