package io.mailroom.worker.graph;

import static java.util.Objects.requireNonNull;

import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaRequestBuilder;
import com.microsoft.graph.users.item.messages.MessagesRequestBuilder;
import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.SendMail;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.http.HttpLine;
import io.mailroom.worker.reach.Reach;
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

    private final Calls calls;
    private final String pageSize;

    VertxGraphMail(HttpLine line, int deltaPageSize, Clock clock, Reach reach) {
        this.calls = new Calls(line, clock, reach);
        this.pageSize = "odata.maxpagesize=" + deltaPageSize;
    }

    @Override
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, CallContext call) {
        AttachmentPlan plan = AttachmentPlan.of(mail);
        Message draft = MailModels.draft(mail, key, plan.inside());
        return calls.make(access, call, user -> {
            Message made = requireNonNull(user.messages().post(draft, c -> c.headers.putAll(Calls.headers(call))));
            return new Draft(
                    FoundModels.id(made),
                    made.getInternetMessageId(),
                    made.getConversationId(),
                    made.getParentFolderId(),
                    plan.afterwards());
        });
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment attachment, CallContext call) {
        var file = MailModels.file(attachment);
        return calls.make(access, call, user -> {
            var made = requireNonNull(user.messages()
                    .byMessageId(draftId)
                    .attachments()
                    .post(file, c -> c.headers.putAll(Calls.headers(call))));
            return new Attached(requireNonNull(made.getId()));
        });
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, CallContext call) {
        return calls.make(access, call, user -> {
            user.messages().byMessageId(draftId).send().post(c -> c.headers.putAll(Calls.headers(call)));
            return new Accepted();
        });
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, CallContext call) {
        return calls.make(access, call, user -> {
            Message message = user.messages().byMessageId(messageId).get(c -> {
                c.headers.putAll(Calls.headers(call));
                requireNonNull(c.queryParameters).select = FOUND_FIELDS;
            });
            return FoundModels.found(requireNonNull(message));
        });
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, CallContext call) {
        List<FoundMessage> found = new ArrayList<>();
        GraphReply<MessageCollectionResponse> page = firstHits(access, key, call);
        for (int read = 1; page instanceof Done<MessageCollectionResponse>(var hits, Trace trace); read++) {
            requireNonNull(hits.getValue()).forEach(hit -> found.add(FoundModels.found(hit)));
            String next = hits.getOdataNextLink();
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

    private GraphReply<MessageCollectionResponse> firstHits(MailboxAccess access, SendKey key, CallContext call) {
        return calls.make(
                access,
                call,
                user -> requireNonNull(user.messages().get(c -> {
                    c.headers.putAll(Calls.headers(call));
                    var query = requireNonNull(c.queryParameters);
                    query.filter = key.filter();
                    query.select = FOUND_FIELDS;
                })));
    }

    private GraphReply<MessageCollectionResponse> nextHits(MailboxAccess access, String link, CallContext call) {
        return foreign(access, link)
                ? Endings.refusedHere("ForeignLink", "The link leads away from Graph.", call.clientRequestId())
                : calls.attempt(
                        access,
                        call,
                        adapter -> requireNonNull(new MessagesRequestBuilder(link, adapter)
                                .get(c -> c.headers.putAll(Calls.headers(call)))));
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, CallContext call) {
        GraphReply<Deleted> reply = calls.make(access, call, user -> {
            user.messages().byMessageId(messageId).delete(c -> c.headers.putAll(Calls.headers(call)));
            return Deleted.GONE;
        });
        boolean notThere = reply instanceof Refused<Deleted>(int status, String code, String s, Trace t)
                && status == 404
                && code.toLowerCase(Locale.ROOT).endsWith("itemnotfound");
        return notThere ? new Done<>(Deleted.WAS_NOT_THERE, reply.trace()) : reply;
    }

    @Override
    public GraphReply<DeltaPage> delta(MailboxAccess access, String folder, @Nullable String link, CallContext call) {
        if (link == null) {
            return calls.make(
                    access,
                    call,
                    user -> FoundModels.page(requireNonNull(user.mailFolders()
                            .byMailFolderId(folder)
                            .messages()
                            .delta()
                            .get(c -> {
                                c.headers.putAll(Calls.headers(call, pageSize));
                                requireNonNull(c.queryParameters).select = DELTA_FIELDS;
                            }))));
        }
        if (foreign(access, link)) {
            return Endings.refusedHere("ForeignLink", "The link leads away from Graph.", call.clientRequestId());
        }
        return calls.attempt(
                access,
                call,
                adapter -> FoundModels.page(requireNonNull(new DeltaRequestBuilder(link, adapter)
                        .get(c -> c.headers.putAll(Calls.headers(call, pageSize))))));
    }

    private static boolean foreign(MailboxAccess access, String link) {
        try {
            return !access.sameOrigin(new URI(link));
        } catch (URISyntaxException noAddress) {
            return true;
        }
    }
}
