package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.pipeline.Core;
import io.mailroom.worker.pipeline.Session;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.token.TokenAnswer;
import io.mailroom.worker.token.TokenSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker's pipeline on a real broker; the mailbox behind it is a fake that keeps the truth. */
class WorkerOnKafkaTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration CALL = Duration.ofMillis(500);
    private static final SendRules RULES =
            new SendRules(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(2));

    @TempDir
    static Path home;

    private static LocalStack stack;
    private static Topics topics;

    private final TestingMailbox mailbox = new TestingMailbox();
    private Session session = session("worker-1");

    @BeforeAll
    static void startBroker() {
        stack = LocalStack.start(
                StackOptions.in(Checkout.find(), new StackHome(home))
                        .withFreePorts()
                        .withoutServices(),
                Progress.SILENT);
        topics = new Topics(bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        topics.close();
        stack.stop();
    }

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

            List<JsonNode> results = topics.results("one", 1);
            assertThat(results).hasSize(1);
            assertThat(results.getFirst().path("status").asText()).isEqualTo("SENT");
            assertThat(results.getFirst().path("graphMessageId").asText()).isNotEmpty();
            assertThat(results.getFirst().path("sentItemsConfirmed").asBoolean())
                    .isTrue();
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void that_comes_again_after_a_restart_is_answered_from_the_journal_and_not_sent_again() {
            session.start();
            topics.publish(mail("adele", "again"));
            topics.results("again", 1);
            session.close();
            session = session("worker-2");
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
            topics.results("twice", 1);

            topics.publish(mail("adele", "twice", "Another subject"));

            assertThat(topics.results("twice", 2).get(1).path("code").asText()).isEqualTo("IDEMPOTENCY_CONFLICT");
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void whose_reply_was_lost_after_it_was_carried_out_is_still_one_mail_with_one_result() {
            mailbox.sendFaults.add(TestingMailbox.SendFault.EXECUTED_THEN_RESET);
            session.start();

            topics.publish(mail("adele", "lost-reply"));

            assertThat(topics.results("lost-reply", 1))
                    .singleElement()
                    .satisfies(
                            result -> assertThat(result.path("status").asText()).isEqualTo("SENT"));
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void of_an_unknown_connection_is_rejected_by_name_of_the_field() {
            session.start();

            topics.publish(mail("nobody", "unknown"));

            JsonNode result = topics.results("unknown", 1).getFirst();
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
            assertThat(topics.results("behind-garbage", 1)).hasSize(1);
        }

        @Test
        void with_a_name_is_rejected_with_the_field() {
            session.start();

            topics.publish(
                    "adele",
                    "{\"connectionId\":\"adele\",\"subject\":\"Hi\",\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8),
                    Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", "no-recipient",
                            "ce_source", "/erp",
                            "ce_type", SendMail.TYPE,
                            "content-type", "application/json"));

            JsonNode result = topics.results("no-recipient", 1).getFirst();
            assertThat(result.path("status").asText()).isEqualTo("REJECTED");
            assertThat(result.path("code").asText()).isEqualTo("MISSING_FIELD");
            assertThat(result.path("field").asText()).isEqualTo("/to");
        }
    }

    @Nested
    class Two_workers {
        @Test
        void share_the_partitions_and_one_takes_over_when_the_other_leaves() throws Exception {
            try (Session other = session("worker-other")) {
                session.start();
                other.start();
                assertThat(Eventually.within(
                                Duration.ofSeconds(60),
                                () -> session.partitions() > 0
                                        && other.partitions() > 0
                                        && session.partitions() + other.partitions() == 12))
                        .isTrue();
                IntStream.range(0, 40).forEach(i -> topics.publish(mail("box-" + i, "shared-" + i)));
                session.close();

                for (int i = 0; i < 40; i++) {
                    assertThat(topics.results("shared-" + i, 1)).hasSize(1);
                }
                assertThat(mailbox.submissions).hasSize(40);
                assertThat(other.partitions()).isEqualTo(12);
            }
        }
    }

    private Session session(String name) {
        var retries = new RetryPolicy(3);
        var tokens = new TokenSource(
                request -> request.connectionId().value().equals("nobody")
                        ? new TokenAnswer.NotConnected(LeaseProblem.CONNECTION_UNKNOWN)
                        : new TokenAnswer.Leased(lease()),
                CLOCK,
                Duration.ofMinutes(2));
        var pace = new SendPace(30, Duration.ofSeconds(60));
        return new Session(
                new Session.Broker(
                        Map.of("bootstrap.servers", bootstrapServers()),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60)),
                name,
                "workers",
                new Core.Parts(
                        new SendStep(mailbox, RULES, retries, pace, CLOCK, CALL),
                        new SyncStep(mailbox, CLOCK, CALL),
                        tokens,
                        retries,
                        pace,
                        result -> {}),
                new Core.Limits(
                        100,
                        1 << 24,
                        8,
                        Duration.ofMillis(5),
                        100,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Duration.ofDays(30),
                        Duration.ofSeconds(5)),
                CLOCK);
    }

    private static LeaseReply lease() {
        return new LeaseReply(
                new AccessToken("token"),
                CLOCK.instant().plusSeconds(3600),
                new MailboxAddress("adele@contoso.example"),
                "oid",
                "tid",
                URI.create("http://localhost/v1.0"));
    }

    private static String bootstrapServers() {
        return stack.info().kafka().bootstrapServers();
    }

    private static SendMail mail(String connection, String id) {
        return mail(connection, id, "Invoice");
    }

    private static SendMail mail(String connection, String id, String subject) {
        return new SendMail(
                new CommandKey("/erp", id),
                new ConnectionId(connection),
                List.of(new Recipient(new MailboxAddress("alex@contoso.example"), null)),
                List.of(),
                List.of(),
                List.of(),
                subject,
                new MailBody.PlainText("Please pay."),
                Importance.NORMAL,
                List.of());
    }
}
