package io.mailroom.worker.graph;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.SendMail;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mail in Microsoft Graph v1.0. Every method blocks a virtual thread, makes one HTTP attempt for each request that it
 * names, none of which outlives the deadline, asks for immutable ids, and answers whatever Graph does instead of throwing.
 */
public interface GraphMail {
    /**
     * {@code POST /users/{id}/messages}: a draft that carries the key, with the attachments that fit the request
     * ({@link AttachmentPlan}); what is {@link Draft#missing} must be attached before the draft is sent.
     */
    GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, Instant deadline);

    /** {@code POST /users/{id}/messages/{draft}/attachments}, for a file of at most {@link Limits#ATTACHMENT_BYTES}. */
    GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment attachment, Instant deadline);

    /** {@code POST /users/{id}/messages/{draft}/send}. Graph has no idempotency key: never call it twice in doubt. */
    GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline);

    /** {@code GET /users/{id}/messages/{message}}; for some time after a send a 404 may be all there is. */
    GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline);

    /**
     * {@code GET /users/{id}/messages?$filter=...}: everything in the mailbox that carries the key, drafts and sent mail,
     * oldest first. Reads up to {@value VertxGraphMail#MOST_PAGES} pages, one request each; more hits than that are
     * {@code Unclear}.
     */
    GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline);

    /** {@code DELETE /users/{id}/messages/{message}}. It deletes whatever has this id: ask {@link #get} first. */
    GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline);

    /**
     * {@code GET /users/{id}/mailFolders/{folder}/messages/delta()}, one page.
     *
     * @param folder an id or a well-known name such as {@code inbox}
     * @param link as the last page gave it, followed to the letter but for {@code %24}, which goes out as the {@code $} that
     *     it means; {@code null} begins anew. A link that is no
     *     address, too long, or leads anywhere but to {@code access.graphUrl()} is refused with status 0 and the code
     *     {@code ForeignLink}
     * @param atMost mails on the page, as a wish, if that is fewer than are asked for otherwise. Of a page of one mail
     *     that is not JSON the mail is {@link DeltaItem.Unreadable} if the link behind it can be read
     */
    GraphReply<DeltaPage> delta(
            MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline);
}
