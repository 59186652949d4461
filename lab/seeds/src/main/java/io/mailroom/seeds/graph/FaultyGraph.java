package io.mailroom.seeds.graph;

import io.mailroom.m365.mailbox.Item;
import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.SendMail;
import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Graph as one process reaches it. What a call does, it does in the world, whatever becomes of the process meanwhile; the
 * answer comes back only to a process that runs.
 */
public final class FaultyGraph implements GraphMail {
    private static final Duration LEAST_HANGING = Duration.ofSeconds(6);
    private static final Duration LONGEST_HANGING = Duration.ofSeconds(95);

    private final World world;
    private final SimulatedProcess process;
    private final Mailboxes mailboxes;
    private final GraphConditions conditions;

    public FaultyGraph(World world, SimulatedProcess process, Mailboxes mailboxes, GraphConditions conditions) {
        this.world = world;
        this.process = process;
        this.mailboxes = mailboxes;
        this.conditions = conditions;
    }

    @Override
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, Instant deadline) {
        return succeeding(access, deadline, 201, () -> {
            Duration invisible = conditions.filterLag();
            Item draft = mailboxes.create(access.mailbox(), key.value(), invisible);
            conditions.userMayDelete(
                    access.mailbox(), () -> mailboxes.userDeletes(access.mailbox(), draft.immutableId()));
            return new Draft(
                    draft.immutableId(),
                    draft.text("internetMessageId"),
                    draft.text("conversationId"),
                    draft.folderId(),
                    List.of());
        });
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment file, Instant deadline) {
        return succeeding(access, deadline, 201, () -> new Attached("a"));
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
        Instant asked = mailboxes.sendAsked(access.mailbox());
        GraphReply<Accepted> reply = call(access, deadline, 202, () -> {
            if (conditions.refusesSend()) {
                return new Refused<>(403, "ErrorSendAsDenied", diagnostics(403));
            }
            return switch (mailboxes.send(access.mailbox(), draftId)) {
                case ACCEPTED -> done(new Accepted(), 202);
                case NOT_FOUND -> new Refused<>(404, "ErrorItemNotFound", diagnostics(404));
                case ALREADY_SUBMITTED -> new Refused<>(400, "ErrorInvalidRequest", diagnostics(400));
            };
        });
        if (reply.diagnostics().status() == 401) {
            mailboxes.sendNeverSeen(access.mailbox(), asked);
        }
        return reply;
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline) {
        return call(
                access,
                deadline,
                200,
                () -> mailboxes
                        .get(access.mailbox(), messageId)
                        .<GraphReply<FoundMessage>>map(item -> done(found(item), 200))
                        .orElseGet(() -> new Refused<>(404, "ErrorItemNotFound", diagnostics(404))));
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
        return succeeding(
                access,
                deadline,
                200,
                () -> mailboxes.find(access.mailbox(), key.value()).stream()
                        .map(FaultyGraph::found)
                        .toList());
    }

    private static FoundMessage found(Item item) {
        return new FoundMessage(
                item.immutableId(),
                item.properties().path("isDraft").asBoolean(),
                item.text("internetMessageId"),
                item.text("conversationId"),
                item.folderId(),
                item.createdAt(),
                Instant.parse(item.text("sentDateTime")),
                false);
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
        return succeeding(
                access,
                deadline,
                204,
                () -> mailboxes.delete(access.mailbox(), messageId) ? Deleted.GONE : Deleted.WAS_NOT_THERE);
    }

    @Override
    public GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline) {
        return succeeding(access, deadline, 200, () -> new DeltaPage(List.of(), null, "http://graph.example/delta"));
    }

    private <T> GraphReply<T> succeeding(MailboxAccess access, Instant deadline, int good, Supplier<T> effect) {
        return call(access, deadline, good, () -> done(effect.get(), good));
    }

    private <T> GraphReply<T> call(MailboxAccess access, Instant until, int good, Supplier<GraphReply<T>> effect) {
        process.calls();
        var reply = new CompletableFuture<GraphReply<T>>();
        Instant deadline = world.now().plus(Duration.between(process.now(), until));
        world.at(deadline, () -> answer(reply, new Unclear<>(Why.TIMEOUT, 0, "", null, diagnostics(0))));
        Duration there = conditions.latency(access.mailbox());
        Duration back = conditions.latency(access.mailbox());
        Instant throttledUntil = conditions.throttledUntil(access.mailbox());
        if (throttledUntil.isAfter(world.now().plus(there))) {
            world.after(
                    there.plus(back),
                    () -> answer(reply, new Throttled<>(own(throttledUntil), "TooMany", diagnostics(429))));
            return reply.join();
        }
        Fault fault = conditions.fault(access.mailbox(), good == 202);
        if (fault != null) {
            world.log(access.mailbox() + " fault " + fault + " on a call that answers " + good);
        }
        switch (fault) {
            case null -> doneAndAnswered(reply, effect, there, back);
            case SLOW ->
                doneAndAnswered(reply, effect, there, world.between(Duration.ofSeconds(1), Duration.ofSeconds(12)));
            case HANGING -> doneAndAnswered(reply, effect, there, world.between(LEAST_HANGING, LONGEST_HANGING));
            case HANGING_DONE -> {
                Duration hanging = world.between(LEAST_HANGING, LONGEST_HANGING);
                world.after(hanging, () -> {
                    unheard(effect);
                    answer(reply, unclear(Why.SERVER_ERROR, 504));
                });
            }
            case HANGING_GATEWAY ->
                world.after(
                        world.between(LEAST_HANGING, LONGEST_HANGING),
                        () -> answer(reply, unclear(Why.SERVER_ERROR, 504)));
            case NEVER_SENT -> world.after(there, () -> answer(reply, unclear(Why.NEVER_SENT, 0)));
            case LOST_BEFORE -> world.after(there, () -> answer(reply, unclear(Why.RESET, 0)));
            case LOST_AFTER ->
                world.after(there, () -> {
                    unheard(effect);
                    world.after(back, () -> answer(reply, unclear(Why.RESET, 0)));
                });
            case LATE -> {
                world.after(there, () -> answer(reply, unclear(Why.SERVER_ERROR, 504)));
                // No longer than a call may take: what is done after that, the longest send does not cover.
                world.at(deadline.minus(world.between(Duration.ZERO, Duration.ofSeconds(98))), () -> unheard(effect));
            }
            case GATEWAY_DONE ->
                world.after(there, () -> {
                    unheard(effect);
                    world.after(back, () -> answer(reply, unclear(Why.SERVER_ERROR, 504)));
                });
            case GATEWAY_NOT_DONE -> world.after(there.plus(back), () -> answer(reply, unclear(Why.SERVER_ERROR, 504)));
            case UNAVAILABLE ->
                world.after(
                        there.plus(back),
                        () -> answer(
                                reply,
                                new Unclear<>(
                                        Why.SERVER_ERROR, 503, "", process.now().plusSeconds(20), diagnostics(503))));
            case THROTTLED -> throttle(reply, access, there.plus(back));
            case THROTTLED_DONE ->
                world.after(there, () -> {
                    unheard(effect);
                    throttle(reply, access, back);
                });
            case CONFLICT ->
                world.after(
                        there.plus(back),
                        () -> answer(reply, new Refused<>(409, "ErrorIrresolvableConflict", diagnostics(409))));
            case UNAUTHORIZED ->
                world.after(
                        there.plus(back),
                        () -> answer(reply, new Refused<>(401, "InvalidAuthenticationToken", diagnostics(401))));
        }
        return reply.join();
    }

    /** It is done, and nobody hears of it. */
    private static <T> void unheard(Supplier<GraphReply<T>> effect) {
        GraphReply<T> _ = effect.get();
    }

    private <T> void doneAndAnswered(
            CompletableFuture<GraphReply<T>> reply, Supplier<GraphReply<T>> effect, Duration there, Duration back) {
        world.after(there, () -> {
            GraphReply<T> answer = effect.get();
            world.after(back, () -> answer(reply, answer));
        });
    }

    private <T> void throttle(CompletableFuture<GraphReply<T>> reply, MailboxAccess access, Duration back) {
        Instant until = conditions.throttle(access.mailbox());
        world.after(back, () -> answer(reply, new Throttled<>(own(until), "TooMany", diagnostics(429))));
    }

    /** Graph says for how long; whoever hears it counts by its own clock. */
    private @Nullable Instant own(@Nullable Instant until) {
        return until == null ? null : process.now().plus(Duration.between(world.now(), until));
    }

    private <T> void answer(CompletableFuture<GraphReply<T>> reply, GraphReply<T> answer) {
        process.deliver(() -> reply.complete(answer));
    }

    private static <T> GraphReply<T> done(T value, int status) {
        return new Done<>(value, diagnostics(status));
    }

    private static <T> GraphReply<T> unclear(Why why, int status) {
        return new Unclear<>(why, status, "", null, diagnostics(status));
    }

    private static Diagnostics diagnostics(int status) {
        return new Diagnostics("r", status);
    }
}
