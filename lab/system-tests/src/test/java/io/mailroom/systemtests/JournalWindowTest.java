package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.testing.TestingMailbox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * How long a finished command is known. The worker that comes later lives under a clock that has gone on, which the
 * brokers would refuse: theirs has not.
 */
class JournalWindowTest extends BrokerTest {
    private final TestingMailbox before = new TestingMailbox();
    private final TestingMailbox later = new TestingMailbox();

    @BeforeAll
    static void acceptLaterTimes() {
        try (TopicAdmin admin = workers.admin()) {
            for (String topic : List.of("mail.journal", "mail.cursors", "mail.results.erp")) {
                admin.set(
                        topic,
                        "message.timestamp.after.max.ms",
                        String.valueOf(WorkersOnKafka.WINDOW.multipliedBy(2).toMillis()));
            }
        }
    }

    @Nested
    class Within_the_window_of_the_journal {
        @Test
        void a_command_that_comes_again_gets_its_stored_result_and_is_not_sent() {
            SendMail mail = finished("kept");

            try (Session _ = after(WorkersOnKafka.WINDOW.minusDays(1))) {
                workers.topics().publish(mail);

                List<JsonNode> results = workers.topics().results("kept", 2);
                assertThat(results).hasSize(2);
                assertThat(results.get(1)).isEqualTo(results.get(0));
                assertThat(later.submissions).isEmpty();
                assertThat(workers.topics().everything("mail.journal")).noneMatch(record -> forgets(record, mail));
            }
        }
    }

    @Nested
    class Once_the_window_of_the_journal_has_passed {
        @Test
        void a_worker_forgets_the_command_when_it_takes_over_and_sends_what_comes_under_its_id() {
            SendMail mail = finished("forgotten");

            try (Session _ = after(WorkersOnKafka.WINDOW.plusDays(1))) {
                assertThat(workers.topics().await("mail.journal", 1, record -> forgets(record, mail)))
                        .as("the entry in the journal is deleted")
                        .hasSize(1);
                workers.topics().publish(mail);

                assertThat(workers.topics().results("forgotten", 2)).hasSize(2);
                assertThat(later.submissions).hasSize(1);
            }
        }
    }

    private SendMail finished(String id) {
        SendMail mail = Mails.of(new ConnectionId("adele"), id);
        try (Session session = workers.session("before", before)) {
            session.start();
            workers.topics().publish(mail);
            JsonNode _ = workers.topics().result(id);
        }
        return mail;
    }

    private Session after(Duration time) {
        Session session = workers.session("later", later, Clock.offset(Clock.systemUTC(), time));
        session.start();
        return session;
    }

    private static boolean forgets(ConsumerRecord<byte[], byte[]> record, SendMail mail) {
        String key = JournalKey.of(new ClientName("erp"), mail.connection(), mail.key())
                .hex();
        return record.value() == null && key.equals(new String(record.key(), StandardCharsets.UTF_8));
    }
}
