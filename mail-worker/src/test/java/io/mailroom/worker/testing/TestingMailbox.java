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
import io.mailroom.worker.graph.Deleted;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.Diagnostics;
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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        /** And it looks like the draft that it was until {@link #pickUp}. */
        EXECUTED_UNSEEN_THEN_429,
        NOT_EXECUTED_429,
        NEVER_CONNECTED,
        REFUSED_BY_POLICY,
        TOKEN_REFUSED
    }

    public final List<String> submissions = new CopyOnWriteArrayList<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final Deque<SendFault> sendFaults = new ArrayDeque<>();
    /** Until when throttled sends are to wait, if that is said. */
    public @Nullable Instant sendsThrottledUntil;

    public final Deque<Boolean> draftRepliesLostAfterwards = new ArrayDeque<>();
    /** What does not fit into the request that makes a draft. */
    public final List<Attachment> missing = new ArrayList<>();
    /** Statuses by which the next attachments are answered, though they hang there then. */
    public final Deque<Integer> attachFaults = new ArrayDeque<>();
    /** Whether what is accepted stays where the draft stood, for ever. */
    public boolean neverPicksUp;
    /** What happens right before the next look by key, one for each look. */
    public final Deque<Runnable> beforeLooks = new ArrayDeque<>();
    /** What happens right before the next send, one for each. */
    public final Deque<Runnable> beforeSends = new ArrayDeque<>();
    /** Statuses by which the next looks by key are refused. */
    public final Deque<Integer> lookRefusals = new ArrayDeque<>();

    /** Until when the next looks by key are throttled. */
    public final Deque<Instant> looksThrottledUntil = new ArrayDeque<>();

    private final Set<String> onTheirWay = new HashSet<>();
    private final Set<String> likeDrafts = new HashSet<>();
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
        onTheirWay.add(id);
    }

    /** Taken for transport, and like a draft in all that can be seen (facts G1.3). */
    public synchronized void submitUnseen(String id) {
        submitWithoutMoving(id);
        likeDrafts.add(id);
    }

    /** What was taken stands in Sent Items now. */
    public synchronized void pickUp(String id) {
        onTheirWay.remove(id);
        likeDrafts.remove(id);
        move(id, SENT_ITEMS);
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
            MailboxAccess access, SendMail mail, SendKey key, Instant deadline) {
        calls.add("create");
        String id = leaveDraft(key.value());
        return Boolean.TRUE.equals(draftRepliesLostAfterwards.poll())
                ? new Unclear<>(Why.RESET, 0, "", null, diagnostics(0))
                : new Done<>(
                        new Draft(id, "<" + id + "@contoso.example>", "conversation", DRAFTS, missing),
                        diagnostics(201));
    }

    @Override
    public synchronized GraphReply<Attached> attach(
            MailboxAccess access, String draftId, Attachment file, Instant deadline) {
        calls.add("attach");
        Integer fault = attachFaults.poll();
        if (fault != null) {
            return new Unclear<>(Why.SERVER_ERROR, fault, "UnknownError", null, diagnostics(fault));
        }
        return new Done<>(new Attached("attachment"), diagnostics(201));
    }

    @Override
    public synchronized GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
        calls.add("send");
        Runnable before = beforeSends.poll();
        if (before != null) {
            before.run();
        }
        SendFault fault = sendFaults.poll();
        if (fault == null) {
            return accept(draftId);
        }
        return switch (fault) {
            case EXECUTED_THEN_504 -> {
                submit(draftId);
                yield new Unclear<>(Why.SERVER_ERROR, 504, "UnknownError", null, diagnostics(504));
            }
            case NOT_EXECUTED_504 -> new Unclear<>(Why.SERVER_ERROR, 504, "UnknownError", null, diagnostics(504));
            case EXECUTED_THEN_RESET -> {
                submit(draftId);
                yield new Unclear<>(Why.RESET, 0, "", null, diagnostics(0));
            }
            case EXECUTED_THEN_429 -> {
                submit(draftId);
                yield throttled();
            }
            case EXECUTED_UNSEEN_THEN_429 -> {
                submitUnseen(draftId);
                yield throttled();
            }
            case NOT_EXECUTED_429 -> throttled();
            case NEVER_CONNECTED -> new Unclear<>(Why.NEVER_SENT, 0, "", null, diagnostics(0));
            case REFUSED_BY_POLICY -> new Refused<>(403, "ErrorSendAsDenied", diagnostics(403));
            case TOKEN_REFUSED -> new Refused<>(401, "InvalidAuthenticationToken", diagnostics(401));
        };
    }

    private GraphReply<Accepted> throttled() {
        return new Throttled<>(sendsThrottledUntil, "ApplicationThrottled", diagnostics(429));
    }

    private GraphReply<Accepted> accept(String draftId) {
        if (item(draftId).isEmpty()) {
            return new Refused<>(404, "ErrorItemNotFound", diagnostics(404));
        }
        if (neverPicksUp) {
            submitWithoutMoving(draftId);
        } else {
            submit(draftId);
        }
        return new Done<>(new Accepted(), diagnostics(202));
    }

    @Override
    public synchronized GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline) {
        calls.add("get");
        Optional<Item> item = item(messageId);
        return item.isEmpty()
                ? new Refused<>(404, "ErrorItemNotFound", diagnostics(404))
                : new Done<>(found(item.get()), diagnostics(200));
    }

    @Override
    public synchronized GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
        calls.add("find");
        Runnable before = beforeLooks.poll();
        if (before != null) {
            before.run();
        }
        Instant throttledUntil = looksThrottledUntil.poll();
        if (throttledUntil != null) {
            return new Throttled<>(throttledUntil, "ApplicationThrottled", diagnostics(429));
        }
        Integer refusal = lookRefusals.poll();
        if (refusal != null) {
            return new Refused<>(refusal, "ErrorInternal", diagnostics(refusal));
        }
        List<FoundMessage> hits =
                mailbox.findMarked(key.value()).stream().map(this::found).toList();
        return new Done<>(hits, diagnostics(200));
    }

    @Override
    public synchronized GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
        calls.add("delete");
        Optional<Item> item = item(messageId);
        item.ifPresent(mailbox::delete);
        if (item.isPresent() && onTheirWay.remove(messageId)) {
            // Called back (facts G1.9).
            submissions.remove(MarkedMailbox.key(item.get()));
        }
        return new Done<>(item.isPresent() ? Deleted.GONE : Deleted.WAS_NOT_THERE, diagnostics(204));
    }

    @Override
    public synchronized GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline) {
        throw new UnsupportedOperationException("this mailbox is for sending");
    }

    private FoundMessage found(Item item) {
        WellKnownFolder folder = Objects.requireNonNull(mailbox.folder(item).wellKnown());
        return new FoundMessage(
                id(item),
                likeDrafts.contains(id(item))
                        || item.properties().path("isDraft").asBoolean(),
                "<" + id(item) + "@contoso.example>",
                "conversation",
                folder.wellKnownName(),
                null,
                null,
                false);
    }

    private static Diagnostics diagnostics(int status) {
        return new Diagnostics(UUID.nameUUIDFromBytes(new byte[] {1}).toString(), status);
    }
}
