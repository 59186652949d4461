package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.time.Waiting;
import io.mailroom.stack.topics.NewTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Topics of one client that are not as they must be, beside a client that goes on. */
@Order(17)
class HeldClientTest extends StackTest {
    /** Looks come every five seconds; what is promised is a minute. */
    private static final Duration HEALED_WITHIN = Duration.ofMinutes(1);

    private final TopicAdmin admin = new TopicAdmin(Broker.of(driven.info()));

    private static int sent;

    @BeforeEach
    void nobodyIsHeld() {
        admin.deleteAllOf("erp2");
        admin.deleteAllOf("erp3");
        assertThat(comesToBe(Optional.empty(), "erp2")).isTrue();
        assertThat(comesToBe(Optional.empty(), "erp3")).isTrue();
    }

    @AfterEach
    void leaveNothingBehind() {
        admin.deleteAllOf("erp2");
        admin.deleteAllOf("erp3");
        admin.close();
    }

    @Nested
    class A_client_whose_commands_topic_has_another_number_of_partitions {
        @Test
        void is_held_with_both_numbers_and_the_others_are_served_until_the_topic_is_deleted() {
            long process = process();
            admin.create(
                    plan("erp2", topic -> topic.name().equals("mail.commands.erp2") ? commands("erp2", 24) : topic));

            assertThat(comesToBe(
                            Optional.of("mail.commands.erp2 has 24 partitions and mail.journal has 12: create"
                                    + " mail.commands.erp2 anew with 12."),
                            "erp2"))
                    .as(health())
                    .isTrue();
            assertServed("erp is served beside unequal topics");

            admin.delete("mail.commands.erp2");

            assertThat(comesToBe(Optional.empty(), "erp2")).as(health()).isTrue();
            assertServed("erp is served after they were deleted");
            assertThat(process()).as("the same process").isEqualTo(process);
        }
    }

    @Nested
    class A_client_without_a_topic_for_its_results {
        @Test
        void is_held_until_the_topic_is_there_and_then_gets_its_answers() {
            admin.create(plan("erp3", topic -> topic).stream()
                    .filter(topic -> !topic.name().equals("mail.results.erp3"))
                    .toList());
            admin.publishBadCommand("mail.commands.erp3");

            assertThat(comesToBe(Optional.of("mail.results.erp3 does not exist: create it."), "erp3"))
                    .as(health())
                    .isTrue();
            assertServed("erp is served beside missing topics");

            admin.create(plan("erp3", topic -> topic).stream()
                    .filter(topic -> topic.name().equals("mail.results.erp3"))
                    .toList());

            assertThat(comesToBe(Optional.empty(), "erp3")).as(health()).isTrue();
            assertThat(driven.topics().await("mail.results.erp3", 1, _ -> true)).isNotEmpty();
        }
    }

    @Nested
    class A_client_whose_commands_topic_grows_while_workers_run {
        @Test
        void is_held_with_both_numbers_until_it_is_made_anew() {
            admin.create(plan("erp2", topic -> topic));
            admin.publishBadCommand("mail.commands.erp2");
            assertThat(driven.topics().await("mail.results.erp2", 1, _ -> true))
                    .as("it is served before")
                    .isNotEmpty();

            admin.grow("mail.commands.erp2", 24);

            assertThat(comesToBe(
                            Optional.of("mail.commands.erp2 has 24 partitions and mail.journal has 12: create"
                                    + " mail.commands.erp2 anew with 12."),
                            "erp2"))
                    .as(health())
                    .isTrue();
            assertServed("erp is served beside a topic that grew");

            admin.delete("mail.commands.erp2");
            admin.create(List.of(commands("erp2", TopicPlan.PARTITIONS)));

            assertThat(comesToBe(Optional.empty(), "erp2")).as(health()).isTrue();
            admin.publishBadCommand("mail.commands.erp2");
            assertThat(driven.topics().await("mail.results.erp2", 2, _ -> true)).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Nested
    class A_client_whose_commands_topic_is_deleted_and_made_anew_at_once {
        @Test
        void gets_an_answer_to_what_waited_and_one_to_the_new_record_in_the_same_place() {
            admin.create(plan("erp2", topic -> topic));
            var mailbox = new ConnectionId("nobody-has-this");
            Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
            admin.publish("erp2", Mails.timed(mailbox, "waits-from-before", tomorrow, null));
            assertThat(driven.topics().await("mail.results.erp2", 2, _ -> true))
                    .as("it was accepted, and is kept until its time")
                    .hasSizeGreaterThanOrEqualTo(2);

            admin.delete("mail.commands.erp2");
            admin.create(List.of(commands("erp2", TopicPlan.PARTITIONS)));
            admin.publish("erp2", Mails.of(mailbox, "in-the-same-place"));
            assertThat(answers("in-the-same-place", "CONNECTION_UNKNOWN")).isNotEmpty();

            admin.publish(
                    "erp2",
                    new CancelCommand(
                            new CommandKey("/erp", "never-mind"),
                            mailbox,
                            new CommandKey("/erp", "waits-from-before")));
            assertThat(answers("waits-from-before", "\"CANCELLED\"")).isNotEmpty();
        }

        private List<ConsumerRecord<byte[], byte[]>> answers(String id, String word) {
            return driven.topics()
                    .await(
                            "mail.results.erp2",
                            1,
                            record -> text(record.value()).contains("\"" + id + "\"")
                                    && text(record.value()).contains(word));
        }

        private String text(byte[] value) {
            return new String(value, StandardCharsets.UTF_8);
        }
    }

    private void assertServed(String what) {
        ConnectionId mailbox = driven.connect("held-%d@contoso.example".formatted(sent++));
        String id = what.replace(' ', '-');
        driven.publish(Mails.of(mailbox, id));
        driven.assertSentOnce(id);
        assertThat(health()).as("ready while only some are held").contains("\"status\": \"UP\"");
    }

    private boolean comesToBe(Optional<String> why, String client) {
        Predicate<JsonNode> is = data ->
                why.equals(Optional.ofNullable(data.path("held." + client).textValue()));
        return Waiting.until(HEALED_WITHIN, () -> data().filter(is).isPresent());
    }

    private Optional<JsonNode> data() {
        String health = health();
        return (health.isEmpty() ? MailJson.object() : Answers.json(health))
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals("commands"))
                .map(check -> check.path("data"))
                .filter(data -> data.has("heldClients"))
                .findFirst();
    }

    private String health() {
        return driven.page(RunningStack.WORKER, "/q/health/ready");
    }

    private long process() {
        return driven.stack().part(Workers.name(1)).pid();
    }

    private static List<NewTopic> plan(String client, UnaryOperator<NewTopic> change) {
        return NewTopics.ofClient(new ClientName(client)).stream().map(change).toList();
    }

    private static NewTopic commands(String client, int partitions) {
        return new NewTopic("mail.commands." + client, partitions, (short) 1)
                .configs(Map.of(
                        "compression.type",
                        "uncompressed",
                        "max.message.bytes",
                        Integer.toString(Limits.RECORD_BYTES)));
    }
}
