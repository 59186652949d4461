package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttachmentPlanTest {
    /** Of the 4 MB that Graph takes, if they are the smaller that the word may mean. */
    private static final int REQUEST = 4_000_000;

    private static final SendKey KEY = new SendKey("0".repeat(32));

    @Nested
    class Attachments {
        @Test
        void travel_with_the_draft_while_they_fit_and_follow_in_their_order() {
            List<Attachment> files = Stream.of(1_000, 2_000_000, 700_000, 1)
                    .map(AttachmentPlanTest::file)
                    .toList();

            AttachmentPlan plan = AttachmentPlan.of(mail("text", 1, files));

            assertThat(plan.inside()).isEqualTo(files.subList(0, 2));
            assertThat(plan.afterwards()).isEqualTo(files.subList(2, 4));
        }

        @Test
        void of_the_largest_size_follow() {
            AttachmentPlan plan = AttachmentPlan.of(mail("text", 1, List.of(file(Limits.ATTACHMENT_BYTES))));

            assertThat(plan.inside()).isEmpty();
        }

        @Test
        void leave_the_request_below_what_graph_takes() {
            List<Attachment> many = IntStream.range(0, Limits.ATTACHMENTS)
                    .mapToObj(_ -> file(20_000))
                    .toList();

            for (String text : List.of("", "a".repeat(Limits.BODY), "\u20ac".repeat(Limits.BODY))) {
                SendMail mail = mail(text, Limits.RECIPIENTS, many);
                AttachmentPlan plan = AttachmentPlan.of(mail);

                assertThat(plan.inside().size() + plan.afterwards().size()).isEqualTo(many.size());
                assertThat(bytes(mail, plan)).isLessThan(REQUEST);
            }
        }
    }

    private static int bytes(SendMail mail, AttachmentPlan plan) {
        var access = new MailboxAccess(
                java.net.URI.create("https://graph.microsoft.com/v1.0"),
                "oid",
                "adele@contoso.example",
                new io.mailroom.model.secret.AccessToken("token"));
        var request = SdkRequests.user(access)
                .messages()
                .toPostRequestInformation(MailModels.draft(mail, KEY, plan.inside()));
        byte[] body = SdkRequests.call(request).body();
        return body == null ? 0 : body.length;
    }

    private static SendMail mail(String text, int recipients, List<Attachment> files) {
        return SendMail.builder(
                        new CommandKey("/erp", "1"), new ConnectionId("c"), "Invoice", new MailBody.PlainText(text))
                .to(Collections.nCopies(
                        recipients, new Recipient(new MailboxAddress("alex@contoso.example"), "n".repeat(255))))
                .attachments(files)
                .build();
    }

    private static Attachment file(int bytes) {
        return new Attachment("f".repeat(255), "text/plain", AttachmentBytes.copyOf(new byte[bytes]), false, null);
    }
}
