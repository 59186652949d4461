package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.worker.graph.testing.TestingGraph;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every request as it goes out, to the letter. */
class RequestsTest extends ForeignGraph {
    private static final SendKey KEY = new SendKey("0123456789abcdef0123456789abcdef");
    private static final Attachment FILE = new Attachment(
            "a \u00e4.txt",
            "text/plain",
            AttachmentBytes.copyOf("hello".getBytes(StandardCharsets.UTF_8)),
            true,
            "logo");

    @Test
    void a_draft() {
        graph.createDraft(access(), mail(), KEY, within());

        assertThat(requests()).isEqualTo("""
                POST /v1.0/users/oid-1/messages
                {accept=application/json, Authorization=Bearer secret-token, content-length=786,\
                 content-type=application/json, prefer=IdType="ImmutableId"}
                {"@odata.type":"#microsoft.graph.message",\
                "attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","contentType":"text/plain",\
                "isInline":true,"name":"a ä.txt","contentBytes":"aGVsbG8=","contentId":"logo"}],\
                "bccRecipients":[{"emailAddress":{"address":"lee@contoso.example"}}],\
                "body":{"content":"<p>Hello</p>","contentType":"html"},\
                "ccRecipients":[{"emailAddress":{"address":"megan@contoso.example"}}],"importance":"high",\
                "replyTo":[{"emailAddress":{"address":"billing@contoso.example","name":"Billing"}}],\
                "singleValueExtendedProperties":[{"id":"String {6c1f4f5e-2b0d-4a6e-9a55-7d0f3c8e21b4} Name MailroomC\
                ommandKey","value":"0123456789abcdef0123456789abcdef"}],"subject":"Invoice <1> & ä\\u2028",\
                "toRecipients":[{"emailAddress":{"address":"alex@contoso.example","name":"Alex"}}]}
                """);
    }

    @Test
    void a_draft_of_what_a_mail_needs_and_no_more() {
        SendMail mail = SendMail.builder(
                        new CommandKey("/erp", "1"), new ConnectionId("c"), "Invoice", new MailBody.PlainText("Hello"))
                .to(new Recipient(new MailboxAddress("alex@contoso.example"), null))
                .build();

        graph.createDraft(access(), mail, KEY, within());

        assertThat(microsoft.seen.getFirst().body()).isEqualTo("""
                {"@odata.type":"#microsoft.graph.message","body":{"content":"Hello","contentType":"text"},\
                "importance":"normal","singleValueExtendedProperties":[{"id":"String\
                 {6c1f4f5e-2b0d-4a6e-9a55-7d0f3c8e21b4} Name MailroomCommandKey",\
                "value":"0123456789abcdef0123456789abcdef"}],"subject":"Invoice",\
                "toRecipients":[{"emailAddress":{"address":"alex@contoso.example"}}]}""");
    }

    @Test
    void a_file() {
        graph.attach(access(), "AAMk=/+ d", FILE, within());

        assertThat(requests()).isEqualTo("""
                POST /v1.0/users/oid-1/messages/AAMk%3D%2F%2B%20d/attachments
                {accept=application/json, Authorization=Bearer secret-token, content-length=155,\
                 content-type=application/json, prefer=IdType="ImmutableId"}
                {"@odata.type":"#microsoft.graph.fileAttachment","contentType":"text/plain","isInline":true,\
                "name":"a ä.txt","contentBytes":"aGVsbG8=","contentId":"logo"}
                """);
    }

    @Test
    void a_send() {
        graph.send(access(), "AAMk=/+ d", within());

        assertThat(requests()).isEqualTo("""
                POST /v1.0/users/oid-1/messages/AAMk%3D%2F%2B%20d/send
                {accept=application/json, Authorization=Bearer secret-token, Content-Length=0,\
                 prefer=IdType="ImmutableId"}

                """);
    }

    @Test
    void a_message() {
        graph.get(access(), "AAMk=/+ d", within());

        assertThat(requests()).isEqualTo("""
                GET /v1.0/users/oid-1/messages/AAMk%3D%2F%2B%20d?$select=id,isDraft,internetMessageId,\
                conversationId,parentFolderId,createdDateTime,sentDateTime,hasAttachments
                {accept=application/json, Authorization=Bearer secret-token, prefer=IdType="ImmutableId"}

                """);
    }

    @Test
    void a_look_by_key_and_its_second_page() {
        microsoft.does(TestingGraph.status(
                200,
                "{\"value\":[],\"@odata.nextLink\":\"" + microsoft.url()
                        + "/users/oid-1/messages?$skip=10&x=a%2Bb\"}"));

        graph.findByKey(access(), KEY, within());

        assertThat(microsoft.seen).hasSize(VertxGraphMail.MOST_PAGES);
        microsoft.seen.subList(2, VertxGraphMail.MOST_PAGES).clear();
        assertThat(requests()).isEqualTo("""
                GET /v1.0/users/oid-1/messages?$filter=singleValueExtendedProperties%2FAny%28ep%3A%20ep%2Fid%20eq\
                %20%27String%20%7B6c1f4f5e-2b0d-4a6e-9a55-7d0f3c8e21b4%7D%20Name%20MailroomCommandKey%27%20and\
                %20ep%2Fvalue%20eq%20%270123456789abcdef0123456789abcdef%27%29&$select=id,isDraft,internetMessageId,\
                conversationId,parentFolderId,createdDateTime,sentDateTime,hasAttachments
                {accept=application/json, Authorization=Bearer secret-token, prefer=IdType="ImmutableId"}

                GET /v1.0/users/oid-1/messages?$skip=10&x=a%2Bb
                {accept=application/json, Authorization=Bearer secret-token, prefer=IdType="ImmutableId"}

                """);
    }

    @Test
    void a_deletion() {
        graph.deleteDraft(access(), "AAMk=/+ d", within());

        assertThat(requests()).isEqualTo("""
                DELETE /v1.0/users/oid-1/messages/AAMk%3D%2F%2B%20d
                {accept=application/json, Authorization=Bearer secret-token, prefer=IdType="ImmutableId"}

                """);
    }

    @Test
    void a_folder_from_its_beginning_and_by_a_link() {
        delta(null, 50);
        delta(microsoft.url() + "/users/oid-1/mailFolders('inbox')/messages/delta?$skiptoken=a%2Bb&%24select=id", 7);

        assertThat(requests()).isEqualTo("""
                GET /v1.0/users/oid-1/mailFolders/inbox/messages/delta()?$select=id,changeKey,internetMessageId,\
                conversationId,parentFolderId,subject,from,toRecipients,ccRecipients,receivedDateTime,\
                hasAttachments,importance,isRead
                {accept=application/json, Authorization=Bearer secret-token, prefer=IdType="ImmutableId",\
                 odata.maxpagesize=50}

                GET /v1.0/users/oid-1/mailFolders('inbox')/messages/delta?$skiptoken=a%2Bb&$select=id
                {accept=application/json, Authorization=Bearer secret-token, prefer=odata.maxpagesize=7,\
                 IdType="ImmutableId"}

                """);
    }

    @Test
    void have_an_id_each() {
        delta(null, 50);
        delta(null, 50);

        Set<UUID> ids = microsoft.seen.stream()
                .map(seen -> UUID.fromString(seen.headers().get("client-request-id")))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(2);
    }

    private String requests() {
        return microsoft.seen.stream().map(this::text).collect(Collectors.joining());
    }

    private String text(TestingGraph.Seen seen) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(seen.headers());
        headers.keySet().removeAll(List.of("host", "client-request-id"));
        return seen.method() + " " + seen.uri() + "\n" + headers + "\n" + seen.body() + "\n";
    }

    private static SendMail mail() {
        return SendMail.builder(
                        new CommandKey("/erp", "1"),
                        new ConnectionId("c"),
                        "Invoice <1> & \u00e4\u2028",
                        new MailBody.Html("<p>Hello</p>"))
                .to(new Recipient(new MailboxAddress("alex@contoso.example"), "Alex"))
                .cc(List.of(new Recipient(new MailboxAddress("megan@contoso.example"), null)))
                .bcc(List.of(new Recipient(new MailboxAddress("lee@contoso.example"), null)))
                .replyTo(List.of(new Recipient(new MailboxAddress("billing@contoso.example"), "Billing")))
                .importance(Importance.HIGH)
                .attachments(FILE)
                .build();
    }
}
