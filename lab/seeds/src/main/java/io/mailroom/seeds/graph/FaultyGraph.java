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
import java.util.function.UnaryOperator;
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
                return refused(403, "ErrorSendAsDenied");
            }
            return switch (mailboxes.send(access.mailbox(), draftId)) {
                case ACCEPTED -> done(new Accepted(), 202);
                case NOT_FOUND -> refused(404, "ErrorItemNotFound");
                case ALREADY_SUBMITTED -> refused(400, "ErrorInvalidRequest");
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
                        .orElseGet(() -> refused(404, "ErrorItemNotFound")));
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
        Instant deadline = world.now().plus(Duration.between(process.now(), until));
        var call = new Call<>(access.mailbox(), deadline, effect);
        world.at(deadline, () -> call.answer(unclear(Why.TIMEOUT, 0, null)));
        call.goOut(good);
        return call.reply.join();
    }

    /** What a call does in the world, and the answer that its caller waits for. */
    private final class Call<T> {
        private final String mailbox;
        private final Instant deadline;
        private final Supplier<GraphReply<T>> effect;
        private final Duration there;
        private final Duration back;
        private final CompletableFuture<GraphReply<T>> reply = new CompletableFuture<>();

        Call(String mailbox, Instant deadline, Supplier<GraphReply<T>> effect) {
            this.mailbox = mailbox;
            this.deadline = deadline;
            this.effect = effect;
            this.there = conditions.latency(mailbox);
            this.back = conditions.latency(mailbox);
        }

        void goOut(int good) {
            Instant throttledUntil = conditions.throttledUntil(mailbox);
            if (throttledUntil.isAfter(world.now().plus(there))) {
                answerAfter(there.plus(back), () -> throttled(throttledUntil));
                return;
            }
            Fault fault = conditions.fault(mailbox, good == 202);
            if (fault != null) {
                world.log(mailbox + " fault " + fault + " on a call that answers " + good);
            }
            befall(fault);
        }

        private void befall(@Nullable Fault fault) {
            Duration both = there.plus(back);
            switch (fault) {
                case null -> doAndAnswer(back, done -> done);
                case SLOW -> doAndAnswer(world.between(Duration.ofSeconds(1), Duration.ofSeconds(12)), done -> done);
                case HANGING -> doAndAnswer(hanging(), done -> done);
                case HANGING_DONE ->
                    world.after(hanging(), () -> {
                        unheard();
                        answer(gateway());
                    });
                case HANGING_GATEWAY -> answerAfter(hanging(), FaultyGraph::gateway);
                case NEVER_SENT -> answerAfter(there, () -> unclear(Why.NEVER_SENT, 0, null));
                case LOST_BEFORE -> answerAfter(there, () -> unclear(Why.RESET, 0, null));
                case LOST_AFTER -> doAndAnswer(back, _ -> unclear(Why.RESET, 0, null));
                case LATE -> {
                    answerAfter(there, FaultyGraph::gateway);
                    // No longer than a call may take: what is done after that, the longest send does not cover.
                    Duration early = world.between(Duration.ZERO, Duration.ofSeconds(98));
                    world.at(deadline.minus(early), this::unheard);
                }
                case GATEWAY_DONE -> doAndAnswer(back, _ -> gateway());
                case GATEWAY_NOT_DONE -> answerAfter(both, FaultyGraph::gateway);
                case UNAVAILABLE ->
                    answerAfter(
                            both,
                            () -> unclear(Why.SERVER_ERROR, 503, process.now().plusSeconds(20)));
                case THROTTLED -> throttle(both);
                case THROTTLED_DONE ->
                    world.after(there, () -> {
                        unheard();
                        throttle(back);
                    });
                case CONFLICT -> answerAfter(both, () -> refused(409, "ErrorIrresolvableConflict"));
                case UNAUTHORIZED -> answerAfter(both, () -> refused(401, "InvalidAuthenticationToken"));
            }
        }

        private Duration hanging() {
            return world.between(LEAST_HANGING, LONGEST_HANGING);
        }

        /** @param heard what is answered instead of what was done */
        private void doAndAnswer(Duration after, UnaryOperator<GraphReply<T>> heard) {
            world.after(there, () -> {
                GraphReply<T> answer = heard.apply(effect.get());
                world.after(after, () -> answer(answer));
            });
        }

        /** It is done, and nobody hears of it. */
        private void unheard() {
            GraphReply<T> _ = effect.get();
        }

        private void throttle(Duration after) {
            Instant until = conditions.throttle(mailbox);
            answerAfter(after, () -> throttled(until));
        }

        /** Graph says for how long; whoever hears it counts by its own clock. */
        private GraphReply<T> throttled(@Nullable Instant until) {
            Instant own = until == null ? null : process.now().plus(Duration.between(world.now(), until));
            return new Throttled<>(own, "TooMany", diagnostics(429));
        }

        private void answerAfter(Duration time, Supplier<GraphReply<T>> answer) {
            world.after(time, () -> answer(answer.get()));
        }

        private void answer(GraphReply<T> answer) {
            process.deliver(() -> reply.complete(answer));
        }
    }

    private static <T> GraphReply<T> done(T value, int status) {
        return new Done<>(value, diagnostics(status));
    }

    private static <T> GraphReply<T> gateway() {
        return unclear(Why.SERVER_ERROR, 504, null);
    }

    private static <T> GraphReply<T> unclear(Why why, int status, @Nullable Instant retryAt) {
        return new Unclear<>(why, status, "", retryAt, diagnostics(status));
    }

    private static <T> GraphReply<T> refused(int status, String code) {
        return new Refused<>(status, code, diagnostics(status));
    }

    private static Diagnostics diagnostics(int status) {
        return new Diagnostics("r", status);
    }
}
