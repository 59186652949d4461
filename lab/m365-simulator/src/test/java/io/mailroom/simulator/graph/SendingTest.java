package io.mailroom.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Driver;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SendingTest extends DrivenTest {
    private static final String[] IMMUTABLE = {"Prefer", "IdType=\"ImmutableId\""};
    private static final long LONG_MS = 3_600_000;

    User adele;
    String bob;

    @BeforeEach
    void open() {
        adele = driver.user();
        bob = driver.mailbox("fabrikam.example");
        driver.settings(Map.of("sentItemsDelayMs", 0));
    }

    private static String id(JsonNode message) {
        return message.path("id").asText();
    }

    @Nested
    class A_sent_draft {
        @Test
        void is_a_draft_in_drafts_first() {
            JsonNode draft = adele.draft(bob, "k1");

            assertThat(draft.path("isDraft").asBoolean()).isTrue();
            assertThat(draft.path("internetMessageId").asText()).matches("<.+@contoso\\.example>");
            assertThat(adele.folder("drafts")).hasSize(1);
        }

        @Test
        void stands_in_sent_items_under_another_id_with_the_same_internet_message_id() {
            JsonNode draft = adele.draft(bob, "k2");

            Reply accepted = adele.send(id(draft));

            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.body()).isEmpty();
            JsonNode sent = adele.folder("sentitems").path(0);
            assertThat(sent.path("internetMessageId")).isEqualTo(draft.path("internetMessageId"));
            assertThat(sent.path("conversationId")).isEqualTo(draft.path("conversationId"));
            assertThat(sent.path("isDraft").asBoolean()).isFalse();
            assertThat(id(sent)).isNotEqualTo(id(draft));
            assertThat(adele.get("/me/messages/" + id(draft)).code()).isEqualTo("ErrorItemNotFound");
        }

        @Test
        void is_found_by_its_key_in_any_case_of_the_value() {
            adele.send(id(adele.draft(bob, "KeY-3")));

            assertThat(adele.byKey("key-3")).hasSize(1);
            assertThat(adele.byKey("key-4")).isEmpty();
        }

        @Test
        void is_found_by_its_internet_message_id() {
            JsonNode draft = adele.draft(bob, "k5");
            String filter =
                    "internetMessageId eq '" + draft.path("internetMessageId").asText() + "'";

            assertThat(adele.get("/me/messages?$filter=" + Driver.encode(filter))
                            .json()
                            .path("value"))
                    .hasSize(1);
        }

        @Test
        void shows_its_key_only_when_expanded() {
            JsonNode draft = adele.draft(bob, "k6");
            String expand = Driver.encode("singleValueExtendedProperties($filter=id eq '"
                    + Driver.KEY.replace("66f5a359", "66F5A359") + "')");

            assertThat(adele.get("/me/messages/" + id(draft)).json().has("singleValueExtendedProperties"))
                    .isFalse();
            assertThat(adele.get("/me/messages/" + id(draft) + "?$expand=" + expand)
                            .text("/singleValueExtendedProperties/0/value"))
                    .isEqualTo("k6");
        }

        @Test
        void arrives_in_the_other_mailbox_without_the_key() {
            JsonNode draft = adele.draft(bob, "k7");
            adele.send(id(draft));

            JsonNode inbox = driver.get("/_lab/mailboxes/" + bob + "/messages?folder=inbox")
                    .json();

            assertThat(inbox).hasSize(1);
            assertThat(inbox.path(0).path("internetMessageId")).isEqualTo(draft.path("internetMessageId"));
            assertThat(inbox.path(0).at("/from/emailAddress/address").asText()).isEqualTo(adele.address());
            assertThat(inbox.path(0).path("isRead").asBoolean()).isFalse();
            assertThat(inbox.path(0).path("singleValueExtendedProperties")).isEmpty();
        }

        @Test
        void stands_in_the_ground_truth_once() {
            adele.send(id(adele.draft(bob, "k8")));

            List<JsonNode> sent = driver.sentBy(adele.address());

            assertThat(sent).hasSize(1);
            assertThat(sent.getFirst()
                            .at("/singleValueExtendedProperties/0/value")
                            .asText())
                    .isEqualTo("k8");
            assertThat(sent.getFirst().at("/to/0").asText()).isEqualTo(bob);
            assertThat(id(adele.folder("sentitems").path(0)))
                    .isEqualTo(sent.getFirst().path("graphMessageId").asText());
        }
    }

    @Nested
    class While_it_waits_for_transport {
        @BeforeEach
        void slow() {
            driver.settings(Map.of("sentItemsDelayMs", LONG_MS));
        }

        @Test
        void it_is_no_draft_any_more_though_it_still_stands_in_drafts() {
            JsonNode draft = adele.draft(bob, "w1");
            adele.send(id(draft));

            assertThat(adele.get("/me/messages/" + id(draft)).flag("/isDraft")).isFalse();
            assertThat(adele.folder("drafts")).hasSize(1);
            assertThat(adele.folder("sentitems")).isEmpty();
        }

        @Test
        void it_can_be_shown_as_a_draft_all_the_same() {
            driver.settings(Map.of("pendingIsDraft", true));
            JsonNode draft = adele.draft(bob, "w2");
            adele.send(id(draft));

            assertThat(adele.get("/me/messages/" + id(draft)).flag("/isDraft")).isTrue();
        }

        @Test
        void it_moves_when_its_time_has_come() {
            adele.send(id(adele.draft(bob, "w3")));
            driver.advance(LONG_MS / 1_000.0);
            User later = driver.connect(adele.address());

            assertThat(later.folder("sentitems")).hasSize(1);
            assertThat(later.folder("drafts")).isEmpty();
        }

        @Test
        void deleting_it_takes_it_back() {
            JsonNode draft = adele.draft(bob, "w4");
            adele.send(id(draft));
            adele.delete("/me/messages/" + id(draft));
            driver.advance(LONG_MS / 1_000.0);

            assertThat(driver.sentBy(adele.address())).isEmpty();
            assertThat(driver.get("/_lab/mailboxes/" + bob + "/messages").json())
                    .isEmpty();
        }

        @Test
        void a_second_send_is_answered_as_the_lab_says() {
            JsonNode draft = adele.draft(bob, "w5");
            adele.send(id(draft));

            assertThat(adele.send(id(draft)).status()).isEqualTo(404);
            driver.settings(Map.of("secondSend", 400));
            assertThat(adele.send(id(draft)).status()).isEqualTo(400);
            assertThat(driver.sentBy(adele.address())).hasSize(1);
        }

        @Test
        void the_worst_case_sends_it_twice() {
            driver.settings(Map.of("secondSend", "202"));
            JsonNode draft = adele.draft(bob, "w6");
            adele.send(id(draft));
            adele.send(id(draft));

            assertThat(driver.sentBy(adele.address())).hasSize(2);
        }
    }

    @Nested
    class The_immutable_id_of_a_sent_draft {
        private String sentDraft() {
            String id = id(adele.draft(bob, "i1", IMMUTABLE));
            adele.send(id, IMMUTABLE);
            return id;
        }

        @Test
        void survives() {
            String id = sentDraft();

            assertThat(id(adele.get("/me/messages/" + id, IMMUTABLE).json())).isEqualTo(id);
        }

        @Test
        void or_does_not() {
            driver.settings(Map.of("immutableIdSurvivesSend", "no"));

            assertThat(adele.get("/me/messages/" + sentDraft(), IMMUTABLE).status())
                    .isEqualTo(404);
        }

        @Test
        void or_is_lost_for_a_while() {
            driver.settings(Map.of("immutableIdSurvivesSend", "404-for", "notFoundForMs", 60_000));
            String id = sentDraft();

            assertThat(adele.get("/me/messages/" + id, IMMUTABLE).status()).isEqualTo(404);
            driver.advance(61);
            assertThat(adele.get("/me/messages/" + id, IMMUTABLE).status()).isEqualTo(200);
        }

        @Test
        void is_given_only_to_those_who_prefer_it() {
            JsonNode plain = adele.draft(bob, "i2");

            assertThat(id(plain)).startsWith("AAMk");
            assertThat(id(adele.get("/me/messages/" + id(plain), IMMUTABLE).json()))
                    .startsWith("AAkA");
        }
    }

    @Test
    void the_copy_of_a_sent_mail_can_stand_elsewhere() {
        driver.settings(Map.of("sentCopyElsewhere", true));
        int before = driver.get("/_lab/sent").json().size();

        adele.send(id(adele.draft(bob, "elsewhere")));
        driver.advance(1);

        assertThat(adele.byKey("elsewhere")).isEmpty();
        assertThat(driver.get("/_lab/sent").json()).hasSize(before + 1);
    }

    @Test
    void the_key_filter_can_lag_behind() {
        driver.settings(Map.of("keyFilterDelayMs", 30_000));
        adele.draft(bob, "late");

        assertThat(adele.byKey("late")).isEmpty();
        driver.advance(31);
        assertThat(adele.byKey("late")).hasSize(1);
    }

    @Test
    void more_than_thirty_sends_a_minute_are_accepted_and_wait() {
        driver.settings(Map.of("maxSendsPerMinute", 3));
        for (int i = 0; i < 5; i++) {
            assertThat(adele.send(id(adele.draft(bob, "q" + i))).status()).isEqualTo(202);
        }

        assertThat(adele.folder("sentitems")).hasSize(3);
        assertThat(adele.folder("drafts")).hasSize(2);
        driver.advance(61);
        assertThat(adele.folder("sentitems")).hasSize(5);
    }

    @Test
    void a_deferred_mail_waits_for_its_time() {
        String at = Instant.parse(driver.get("/_lab/clock").text("/now"))
                .plusSeconds(600)
                .toString();
        JsonNode draft = adele.draft(bob, "deferred");
        adele.patch(
                "/me/messages/" + id(draft),
                Map.of("singleValueExtendedProperties", List.of(Map.of("id", "SystemTime 0x3FEF", "value", at))));
        adele.send(id(draft));

        assertThat(adele.folder("sentitems")).isEmpty();
        driver.advance(601);
        assertThat(adele.folder("sentitems")).hasSize(1);
    }

    @Test
    void send_mail_leaves_a_copy_only_if_asked() {
        Map<String, Object> mail = User.mail(bob, "direct");
        Reply kept = adele.post("/me/sendMail", Map.of("message", mail));
        Reply dropped = adele.post("/me/sendMail", Map.of("Message", mail, "SaveToSentItems", false));

        assertThat(kept.status()).isEqualTo(202);
        assertThat(dropped.status()).isEqualTo(202);
        assertThat(adele.folder("sentitems")).hasSize(1);
        assertThat(driver.sentBy(adele.address())).hasSize(2);
    }

    @Test
    void an_undeliverable_mail_is_accepted_and_comes_back_as_a_report() {
        driver.settings(Map.of("ndrRecipients", ".*@nowhere\\.example"));
        adele.send(id(adele.draft("gone@nowhere.example", "ndr")));

        assertThat(adele.folder("inbox").path(0).path("subject").asText()).isEqualTo("Undeliverable: Invoice 4711");
    }

    @Test
    void a_reply_stays_in_the_conversation() {
        JsonNode mail = driver.post(
                        "/_lab/mailboxes/" + adele.address() + "/incoming",
                        Map.of("from", "eve@outside.example", "subject", "Question", "text", "When?"))
                .json();
        Reply reply = adele.post("/me/messages/" + id(mail) + "/createReply", Map.of("comment", "Today."));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/subject")).isEqualTo("RE: Question");
        assertThat(reply.json().path("conversationId")).isEqualTo(mail.path("conversationId"));
        assertThat(reply.text("/toRecipients/0/emailAddress/address")).isEqualTo("eve@outside.example");
    }

    @Test
    void another_s_address_as_sender_needs_the_right_and_the_scope() {
        String shared = driver.mailbox("contoso.example");
        User delegate = driver.connect(adele.address(), Driver.SCOPES + " Mail.ReadWrite.Shared Mail.Send.Shared");
        Map<String, Object> mail = User.mail(bob, "as");
        mail.put("from", Map.of("emailAddress", Map.of("address", shared)));
        String id = id(delegate.post("/me/messages", mail).json());

        assertThat(delegate.send(id).code()).isEqualTo("ErrorSendAsDenied");
        driver.put("/_lab/mailboxes/" + shared + "/delegates/" + adele.address(), Map.of("sendAs", true));
        assertThat(adele.send(id).code()).isEqualTo("ErrorSendAsDenied");
        assertThat(delegate.send(id).status()).isEqualTo(202);
        assertThat(driver.sentBy(adele.address()).getFirst().path("from").asText())
                .isEqualTo(shared);
    }

    @Test
    void a_shared_mailbox_keeps_its_own_sent_copy() {
        String shared = driver.mailbox("contoso.example");
        User delegate = driver.connect(adele.address(), Driver.SCOPES + " Mail.ReadWrite.Shared Mail.Send.Shared");
        assertThat(delegate.get("/users/" + shared + "/messages").code()).isEqualTo("ErrorAccessDenied");

        driver.put(
                "/_lab/mailboxes/" + shared + "/delegates/" + adele.address(),
                Map.of("fullAccess", true, "sendOnBehalf", true));
        String id = id(delegate.post("/users/" + shared + "/messages", User.mail(bob, "shared"))
                .json());
        delegate.action("/users/" + shared + "/messages/" + id + "/microsoft.graph.send");

        JsonNode copy = delegate.get("/users/" + shared + "/mailFolders/sentitems/messages")
                .json()
                .at("/value/0");
        assertThat(copy.at("/from/emailAddress/address").asText()).isEqualTo(shared);
        assertThat(copy.at("/sender/emailAddress/address").asText()).isEqualTo(adele.address());
    }
}
