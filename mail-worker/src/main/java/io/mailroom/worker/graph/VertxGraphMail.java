package io.mailroom.worker.graph;

import static java.util.Objects.requireNonNull;

import com.microsoft.graph.models.Message;
import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaRequestBuilder;
import com.microsoft.graph.users.item.messages.MessagesRequestBuilder;
import com.microsoft.kiota.RequestHeaders;
import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.SendMail;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.http.HttpTransport;
import io.mailroom.worker.health.DependencyHealth;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link GraphMail} by the SDK's builders and models over our own adapter. */
final class VertxGraphMail implements GraphMail {
    static final int MOST_PAGES = 5;

    private static final String FOREIGN = "ForeignLink";

    private static final String[] FOUND_FIELDS = {
        "id",
        "isDraft",
        "internetMessageId",
        "conversationId",
        "parentFolderId",
        "createdDateTime",
        "sentDateTime",
        "hasAttachments"
    };
    private static final String[] DELTA_FIELDS = {
        "id",
        "changeKey",
        "internetMessageId",
        "conversationId",
        "parentFolderId",
        "subject",
        "from",
        "toRecipients",
        "ccRecipients",
        "receivedDateTime",
        "hasAttachments",
        "importance",
        "isRead"
    };
    private static final Comparator<FoundMessage> OLDEST_FIRST =
            Comparator.comparing(found -> Objects.requireNonNullElse(found.createdAt(), Instant.MAX));

    private final GraphCalls calls;
    private final int pageSize;

    VertxGraphMail(HttpTransport transport, int deltaPageSize, Clock clock, DependencyHealth health) {
        this.calls = new GraphCalls(transport, clock, health);
        this.pageSize = deltaPageSize;
    }

    @Override
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, CallContext call) {
        AttachmentPlan plan = AttachmentPlan.of(mail);
        Message draft = MailModels.draft(mail, key, plan.inside());
        return calls.read(
                access,
                call,
                user -> user.messages()
                        .toPostRequestInformation(draft, c -> c.headers.putAll(GraphCalls.headers(call))),
                body -> FoundModels.draft(AnswerJson.object(body), plan.afterwards()));
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment attachment, CallContext call) {
        var file = MailModels.file(attachment);
        return calls.read(
                access,
                call,
                user -> user.messages()
                        .byMessageId(draftId)
                        .attachments()
                        .toPostRequestInformation(file, c -> c.headers.putAll(GraphCalls.headers(call))),
                body -> new Attached(AnswerJson.neededId(AnswerJson.object(body))));
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, CallContext call) {
        return calls.make(access, call, user -> {
            user.messages().byMessageId(draftId).send().post(c -> c.headers.putAll(GraphCalls.headers(call)));
            return new Accepted();
        });
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, CallContext call) {
        return calls.read(
                access,
                call,
                user -> user.messages().byMessageId(messageId).toGetRequestInformation(c -> {
                    c.headers.putAll(GraphCalls.headers(call));
                    requireNonNull(c.queryParameters).select = FOUND_FIELDS;
                }),
                body -> FoundModels.found(AnswerJson.object(body)));
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, CallContext call) {
        List<FoundMessage> found = new ArrayList<>();
        GraphReply<FoundModels.Hits> page = firstHits(access, key, call);
        for (int read = 1; page instanceof Done<FoundModels.Hits>(var hits, Trace trace); read++) {
            found.addAll(hits.found());
            String next = hits.next();
            if (next == null) {
                found.sort(OLDEST_FIRST);
                return new Done<>(List.copyOf(found), trace);
            }
            if (read == MOST_PAGES) {
                return new Unclear<>(Why.UNREADABLE, trace.status(), "TooManyHits", null, trace);
            }
            page = nextHits(access, next, call.next());
        }
        return page.map(never -> List.of());
    }

    private GraphReply<FoundModels.Hits> firstHits(MailboxAccess access, SendKey key, CallContext call) {
        return calls.read(
                access,
                call,
                user -> user.messages().toGetRequestInformation(c -> {
                    c.headers.putAll(GraphCalls.headers(call));
                    var query = requireNonNull(c.queryParameters);
                    query.filter = key.filter();
                    query.select = FOUND_FIELDS;
                }),
                body -> FoundModels.hits(AnswerJson.object(body)));
    }

    /** A link that cannot be followed says nothing against the mail that is looked for: it is no refusal. */
    private GraphReply<FoundModels.Hits> nextHits(MailboxAccess access, String link, CallContext call) {
        return foreign(access, link)
                ? new Unclear<>(Why.UNREADABLE, 0, FOREIGN, null, new Trace(call.clientRequestId(), null, 0))
                : calls.follow(
                        access,
                        call,
                        adapter -> new MessagesRequestBuilder(link, adapter)
                                .toGetRequestInformation(c -> c.headers.putAll(GraphCalls.headers(call))),
                        body -> FoundModels.hits(AnswerJson.object(body)));
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, CallContext call) {
        GraphReply<Deleted> reply = calls.make(access, call, user -> {
            user.messages().byMessageId(messageId).delete(c -> c.headers.putAll(GraphCalls.headers(call)));
            return Deleted.GONE;
        });
        boolean notThere = reply instanceof Refused<Deleted>(int status, String code, String s, Trace t)
                && status == 404
                && code.toLowerCase(Locale.ROOT).endsWith("itemnotfound");
        return notThere ? new Done<>(Deleted.WAS_NOT_THERE, reply.trace()) : reply;
    }

    @Override
    public GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, CallContext call) {
        int size = Math.max(1, Math.min(atMost, pageSize));
        RequestHeaders headers = GraphCalls.headers(call, "odata.maxpagesize=" + size);
        if (link == null) {
            return calls.read(
                    access,
                    call,
                    user -> user.mailFolders()
                            .byMailFolderId(folder)
                            .messages()
                            .delta()
                            .toGetRequestInformation(c -> {
                                c.headers.putAll(headers);
                                requireNonNull(c.queryParameters).select = DELTA_FIELDS;
                            }),
                    body -> page(body, size));
        }
        if (foreign(access, link)) {
            return foreignLink(call);
        }
        return calls.follow(
                access,
                call,
                adapter ->
                        new DeltaRequestBuilder(link, adapter).toGetRequestInformation(c -> c.headers.putAll(headers)),
                body -> page(body, size));
    }

    private static DeltaPage page(byte[] body, int size) {
        try {
            return DeltaModels.page(AnswerJson.object(body));
        } catch (UnreadableAnswer broken) {
            if (size > 1) {
                throw broken;
            }
            return BrokenPage.passed(body);
        }
    }

    private static <T> GraphReply<T> foreignLink(CallContext call) {
        return ReplyMapper.refusedHere(FOREIGN, "The link leads away from Graph.", call.clientRequestId());
    }

    private static boolean foreign(MailboxAccess access, String link) {
        try {
            return link.length() > Limits.GRAPH_LINK || !access.sameOrigin(new URI(link));
        } catch (URISyntaxException noAddress) {
            return true;
        }
    }
}
