package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.time.Waiting;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.testing.TestingMailbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The worker's pipeline on a real broker; the mailbox behind it is a fake that keeps the truth. */
class WorkerOnKafkaTest extends BrokerTest {
    private final Topics topics = workers.topics();
    private final TestingMailbox mailbox = new TestingMailbox();
    private Session session = workers.session("worker-1", mailbox);

    @AfterEach
    void stopWorker() {
        session.close();
    }

    @Nested
    class A_send_command {
        @Test
        void has_one_mail_and_one_committed_result() {
            session.start();

            topics.publish(mail("adele", "one"));

            JsonNode result = topics.result("one");
            assertThat(result.path("status").asText()).isEqualTo("SENT");
            assertThat(result.path("graphMessageId").asText()).isNotEmpty();
            assertThat(result.path("sentItemsConfirmed").asBoolean()).isTrue();
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void that_comes_again_after_a_restart_is_answered_from_the_journal_and_not_sent_again() {
            session.start();
            topics.publish(mail("adele", "again"));
            topics.assertSent("again");
            session.close();
            session = workers.session("worker-2", mailbox);
            session.start();

            topics.publish(mail("adele", "again"));

            List<JsonNode> results = topics.results("again", 2);
            assertThat(results).hasSize(2);
            assertThat(results.get(1)).isEqualTo(results.get(0));
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void that_says_something_else_under_the_same_id_is_a_conflict() {
            session.start();
            topics.publish(mail("adele", "twice"));
            topics.assertSent("twice");

            topics.publish(mail("adele", "twice", "Another subject"));

            assertThat(topics.results("twice", 2).get(1).path("code").asText()).isEqualTo("IDEMPOTENCY_CONFLICT");
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void whose_reply_was_lost_after_it_was_carried_out_is_still_one_mail_with_one_result() {
            mailbox.sendFaults.add(TestingMailbox.SendFault.EXECUTED_THEN_RESET);
            session.start();

            topics.publish(mail("adele", "lost-reply"));

            topics.assertSent("lost-reply");
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void of_an_unknown_connection_is_rejected_by_name_of_the_field() {
            session.start();

            topics.publish(mail("nobody", "unknown"));

            JsonNode result = topics.result("unknown");
            assertThat(result.path("code").asText()).isEqualTo("CONNECTION_UNKNOWN");
            assertThat(result.path("field").asText()).isEqualTo("/connectionId");
        }
    }

    @Nested
    class A_bad_record {
        @Test
        void is_kept_as_it_was_and_stops_nothing_behind_it() {
            session.start();
            byte[] garbage = "no event at all".getBytes(StandardCharsets.UTF_8);

            topics.publish("adele", garbage, Map.of("their-header", "kept"));
            topics.publish(mail("adele", "behind-garbage"));

            var dead = topics.await("mail.dead.erp", 1, record -> true);
            assertThat(dead).hasSize(1);
            assertThat(dead.getFirst().value()).isEqualTo(garbage);
            assertThat(Topics.header(dead.getFirst(), "their-header")).isEqualTo("kept");
            assertThat(Topics.header(dead.getFirst(), "mailroom-code")).isEqualTo("NOT_A_CLOUDEVENT");
            topics.assertSent("behind-garbage");
        }

        @Test
        void with_a_name_is_rejected_with_the_field() {
            session.start();

            topics.publishIncomplete("adele", "no-recipient");

            JsonNode result = topics.result("no-recipient");
            assertThat(result.path("status").asText()).isEqualTo("REJECTED");
            assertThat(result.path("code").asText()).isEqualTo("MISSING_FIELD");
            assertThat(result.path("field").asText()).isEqualTo("/to");
        }
    }

    @Nested
    class Two_workers {
        @Test
        void share_the_partitions_and_one_takes_over_when_the_other_leaves() throws Exception {
            try (Session other = workers.session("worker-other", mailbox)) {
                session.start();
                other.start();
                assertThat(Waiting.until(
                                Duration.ofSeconds(60),
                                () -> session.core().partitions().owned().count() > 0
                                        && other.core().partitions().owned().count() > 0
                                        && session.core().partitions().owned().count()
                                                        + other.core()
                                                                .partitions()
                                                                .owned()
                                                                .count()
                                                == 12))
                        .isTrue();
                IntStream.range(0, 40).forEach(i -> topics.publish(mail("box-" + i, "shared-" + i)));
                session.close();

                for (int i = 0; i < 40; i++) {
                    topics.assertSent("shared-" + i);
                }
                assertThat(mailbox.submissions).hasSize(40);
                assertThat(other.core().partitions().owned().count()).isEqualTo(12);
            }
        }
    }

    private static SendMail mail(String connection, String id) {
        return mail(connection, id, "Invoice");
    }

    private static SendMail mail(String connection, String id, String subject) {
        return Mails.to("alex@contoso.example", new ConnectionId(connection), id, subject);
    }
}
