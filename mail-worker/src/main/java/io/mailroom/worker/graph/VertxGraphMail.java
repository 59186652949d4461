package io.mailroom.worker.graph;

import static java.util.Objects.requireNonNull;

import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaRequestBuilder;
import com.microsoft.graph.users.item.messages.MessagesRequestBuilder;
import com.microsoft.graph.users.item.messages.item.MessageItemRequestBuilder;
import com.microsoft.kiota.RequestInformation;
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

/** {@link GraphMail} by the SDK's builders and models over our own transport. */
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
    public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, Instant deadline) {
        AttachmentPlan plan = AttachmentPlan.of(mail);
        RequestInformation request = SdkRequests.user(access)
                .messages()
                .toPostRequestInformation(MailModels.draft(mail, key, plan.inside()));
        return calls.make(
                access, request, deadline, body -> FoundModels.draft(AnswerJson.object(body), plan.afterwards()));
    }

    @Override
    public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment attachment, Instant deadline) {
        RequestInformation request =
                message(access, draftId).attachments().toPostRequestInformation(MailModels.file(attachment));
        return calls.make(
                access, request, deadline, body -> new Attached(AnswerJson.neededId(AnswerJson.object(body))));
    }

    @Override
    public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
        return calls.make(
                access, message(access, draftId).send().toPostRequestInformation(), deadline, _ -> new Accepted());
    }

    @Override
    public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline) {
        RequestInformation request = message(access, messageId)
                .toGetRequestInformation(c -> requireNonNull(c.queryParameters).select = FOUND_FIELDS);
        return calls.make(access, request, deadline, body -> FoundModels.found(AnswerJson.object(body)));
    }

    @Override
    public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
        List<FoundMessage> found = new ArrayList<>();
        RequestInformation request = SdkRequests.user(access).messages().toGetRequestInformation(c -> {
            var query = requireNonNull(c.queryParameters);
            query.filter = key.filter();
            query.select = FOUND_FIELDS;
        });
        for (int read = 1; ; read++) {
            GraphReply<FoundModels.Hits> page =
                    calls.make(access, request, deadline, body -> FoundModels.hits(AnswerJson.object(body)));
            if (!(page instanceof Done<FoundModels.Hits>(var hits, var diagnostics))) {
                return page.map(never -> List.of());
            }
            found.addAll(hits.found());
            String next = hits.next();
            if (next == null) {
                found.sort(OLDEST_FIRST);
                return new Done<>(List.copyOf(found), diagnostics);
            }
            if (read == MOST_PAGES) {
                return new Unclear<>(Why.UNREADABLE, diagnostics.status(), "TooManyHits", null, diagnostics);
            }
            if (foreign(access, next)) { // says nothing against the mail that is looked for: it is no refusal
                return new Unclear<>(Why.UNREADABLE, 0, FOREIGN, null, Diagnostics.NO_ANSWER);
            }
            request = new MessagesRequestBuilder(next, SdkRequests.ADAPTER).toGetRequestInformation();
        }
    }

    @Override
    public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
        GraphReply<Deleted> reply = calls.make(
                access, message(access, messageId).toDeleteRequestInformation(), deadline, _ -> Deleted.GONE);
        boolean notThere = reply instanceof Refused<Deleted> refused
                && refused.status() == 404
                && refused.code().toLowerCase(Locale.ROOT).endsWith("itemnotfound");
        return notThere ? new Done<>(Deleted.WAS_NOT_THERE, reply.diagnostics()) : reply;
    }

    @Override
    public GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline) {
        if (link != null && foreign(access, link)) {
            return new Refused<>(0, FOREIGN, Diagnostics.NO_ANSWER);
        }
        RequestInformation request = link == null
                ? SdkRequests.user(access)
                        .mailFolders()
                        .byMailFolderId(folder)
                        .messages()
                        .delta()
                        .toGetRequestInformation(c -> requireNonNull(c.queryParameters).select = DELTA_FIELDS)
                : new DeltaRequestBuilder(link, SdkRequests.ADAPTER).toGetRequestInformation();
        int size = Math.max(1, Math.min(atMost, pageSize));
        request.headers.add("Prefer", "odata.maxpagesize=" + size);
        return calls.make(access, request, deadline, body -> page(body, size));
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

    private static MessageItemRequestBuilder message(MailboxAccess access, String id) {
        return SdkRequests.user(access).messages().byMessageId(id);
    }

    private static boolean foreign(MailboxAccess access, String link) {
        try {
            return link.length() > Limits.GRAPH_LINK || !access.sameOrigin(new URI(link));
        } catch (URISyntaxException noAddress) {
            return true;
        }
    }
}
