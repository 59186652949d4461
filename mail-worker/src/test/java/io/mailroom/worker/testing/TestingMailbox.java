package io.mailroom.worker.testing;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.MarkedMailbox;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.settings.SecondSend;
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
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Throttled;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.graph.SendKey;
import io.mailroom.worker.graph.Trace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox that keeps the truth: what was submitted, whatever was answered. Faults are queued for the next send.
 * Several queues may call it at once.
 */
public final class TestingMailbox implements GraphMail {
    public static final String DRAFTS = "drafts";
    public static final String SENT_ITEMS = "sentitems";

    private static final String ID = "draft-";

    /** A user deletes for good, and a second send is a second mail. */
    private static final ExchangeSettings WORST = new ExchangeSettings() {
        @Override
        public SecondSend secondSend() {
            return SecondSend.DUPLICATES;
        }

        @Override
        public boolean deletedItemsFolder() {
            return false;
        }
    };

    /** What becomes of the next send, and what is answered. */
    public enum SendFault {
        EXECUTED_THEN_504,
        NOT_EXECUTED_504,
        EXECUTED_THEN_RESET,
        EXECUTED_THEN_429,
        NOT_EXECUTED_429,
        NEVER_CONNECTED,
        REFUSED_BY_POLICY,
        TOKEN_REFUSED
    }

    public final List<String> submissions = new CopyOnWriteArrayList<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final Deque<SendFault> sendFaults = new ArrayDeque<>();
    public final Deque<Boolean> draftRepliesLostAfterwards = new ArrayDeque<>();
    /** What happens right before the next look by key, one for each look. */
    public final Deque<Runnable> beforeLooks = new ArrayDeque<>();
    /** What happens right before the next send, one for each. */
    public final Deque<Runnable> beforeSends = new ArrayDeque<>();
    /** Statuses by which the next looks by key are refused. */
    public final Deque<Integer> lookRefusals = new ArrayDeque<>();

    /** Until when the next looks by key are throttled. */
    public final Deque<Instant> looksThrottledUntil = new ArrayDeque<>();

    private final MarkedMailbox mailbox = new M365Model(new SplittableRandom(1), () -> Instant.EPOCH, () -> WORST)
            .marked("adele@contoso.example", SendKey.PROPERTY);

    /** A draft as a former owner may have left it. */
    public synchronized String leaveDraft(String key) {
        return id(mailbox.create(key));
    }

    private static String id(Item item) {
        return ID + item.key();
    }

    private Optional<Item> item(String id) {
        return mailbox.numbered(Long.parseLong(id.substring(ID.length())));
    }

    public synchronized void submit(String id) {
        Item item = item(id).orElseThrow();
        mailbox.send(item);
        submissions.add(MarkedMailbox.key(item));
    }

    /** Taken for transport, and still standing where the draft stood. */
    public synchronized void submitWithoutMoving(String id) {
        submit(id);
        move(id, DRAFTS);
    }

    public synchronized void move(String id, String folder) {
        item(id).ifPresent(item -> mailbox.move(item, folder));
    }

    public synchronized void userDeletes(String id) {
        item(id).ifPresent(mailbox::delete);
    }

    public synchronized long drafts() {
        return mailbox.drafts();
    }

    @Override
    public synchronized GraphReply<Draft> createDraft(
            MailboxAccess access, SendMail mail, SendKey key, CallContext call) {
        calls.add("create");
        String id = leaveDraft(key.value());
        return Boolean.TRUE.equals(draftRepliesLostAfterwards.poll())
                ? new Unclear<>(Why.RESET, 0, "", null, trace(call, 0))
                : new Done<>(
                        new Draft(id, "<" + id + "@contoso.example>", "conversation", DRAFTS, List.of()),
                        trace(call, 201));
    }

    @Override
    public synchronized GraphReply<Attached> attach(
            MailboxAccess access, String draftId, Attachment file, CallContext call) {
        calls.add("attach");
        return new Done<>(new Attached("attachment"), trace(call, 201));
    }

    @Override
    public synchronized GraphReply<Accepted> send(MailboxAccess access, String draftId, CallContext call) {
        calls.add("send");
        Runnable before = beforeSends.poll();
        if (before != null) {
            before.run();
        }
        SendFault fault = sendFaults.poll();
        if (fault == null) {
            return accept(draftId, call);
        }
        return switch (fault) {
            case EXECUTED_THEN_504 -> {
                submit(draftId);
                yield new Unclear<>(Why.SERVER_ERROR, 504, "UnknownError", null, trace(call, 504));
            }
            case NOT_EXECUTED_504 -> new Unclear<>(Why.SERVER_ERROR, 504, "UnknownError", null, trace(call, 504));
            case EXECUTED_THEN_RESET -> {
                submit(draftId);
                yield new Unclear<>(Why.RESET, 0, "", null, trace(call, 0));
            }
            case EXECUTED_THEN_429 -> {
                submit(draftId);
                yield new Throttled<>(null, "ApplicationThrottled", trace(call, 429));
            }
            case NOT_EXECUTED_429 -> new Throttled<>(null, "ApplicationThrottled", trace(call, 429));
            case NEVER_CONNECTED -> new Unclear<>(Why.NEVER_SENT, 0, "", null, trace(call, 0));
            case REFUSED_BY_POLICY -> new Refused<>(403, "ErrorSendAsDenied", "denied", trace(call, 403));
            case TOKEN_REFUSED -> new Refused<>(401, "InvalidAuthenticationToken", "expired", trace(call, 401));
        };
    }

    private GraphReply<Accepted> accept(String draftId, CallContext call) {
        if (item(draftId).isEmpty()) {
            return new Refused<>(404, "ErrorItemNotFound", "gone", trace(call, 404));
        }
        submit(draftId);
        return new Done<>(new Accepted(), trace(call, 202));
    }

    @Override
    public synchronized GraphReply<FoundMessage> get(MailboxAccess access, String messageId, CallContext call) {
        calls.add("get");
        Optional<Item> item = item(messageId);
        return item.isEmpty()
                ? new Refused<>(404, "ErrorItemNotFound", "gone", trace(call, 404))
                : new Done<>(found(item.get()), trace(call, 200));
    }

    @Override
    public synchronized GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, CallContext call) {
        calls.add("find");
        Runnable before = beforeLooks.poll();
        if (before != null) {
            before.run();
        }
        Instant throttledUntil = looksThrottledUntil.poll();
        if (throttledUntil != null) {
            return new Throttled<>(throttledUntil, "ApplicationThrottled", trace(call, 429));
        }
        Integer refusal = lookRefusals.poll();
        if (refusal != null) {
            return new Refused<>(refusal, "ErrorInternal", "refused", trace(call, refusal));
        }
        List<FoundMessage> hits =
                mailbox.findMarked(key.value()).stream().map(this::found).toList();
        return new Done<>(hits, trace(call, 200));
    }

    @Override
    public synchronized GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, CallContext call) {
        calls.add("delete");
        Optional<Item> item = item(messageId);
        item.ifPresent(mailbox::delete);
        return new Done<>(item.isPresent() ? Deleted.GONE : Deleted.WAS_NOT_THERE, trace(call, 204));
    }

    @Override
    public synchronized GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, CallContext call) {
        throw new UnsupportedOperationException("this mailbox is for sending");
    }

    private FoundMessage found(Item item) {
        WellKnownFolder folder = Objects.requireNonNull(mailbox.folder(item).wellKnown());
        return new FoundMessage(
                id(item),
                item.properties().path("isDraft").asBoolean(),
                "<" + id(item) + "@contoso.example>",
                "conversation",
                folder.wellKnownName(),
                null,
                null,
                false);
    }

    private static Trace trace(CallContext call, int status) {
        return new Trace(
                call.clientRequestId(), UUID.nameUUIDFromBytes(new byte[] {1}).toString(), status);
    }
}
