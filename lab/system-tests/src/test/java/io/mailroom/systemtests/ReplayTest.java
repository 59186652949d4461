package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.session.Session;
import io.mailroom.worker.testing.TestingMailbox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The group is reset while no worker runs, and a new worker reads the commands topic again from its start. */
@TestInstance(Lifecycle.PER_CLASS)
class ReplayTest extends BrokerTest {
    /** A result as a consumer sees it. */
    private record Told(String command, String code, String status, Map<String, String> headers, String value) {
        static Told of(ConsumerRecord<byte[], byte[]> record) {
            var headers = new TreeMap<String, String>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            var json = Topics.json(record);
            return new Told(
                    json.at("/command/id").asText(),
                    json.path("code").asText(),
                    json.path("status").asText(),
                    headers,
                    new String(record.value(), StandardCharsets.UTF_8));
        }

        String eventId() {
            return headers.getOrDefault("ce_id", "none");
        }
    }

    private final TestingMailbox mailbox = new TestingMailbox();
    private Session session;
    private List<String> submissions;
    private List<String> drafts;

    /** By command, in the order in which they were told: one half before the reset, the other after it. */
    private Map<String, List<Told>> results;

    @BeforeAll
    void readEverythingTwice() throws Exception {
        session = workers.session("before", mailbox);
        session.start();
        new EveryEnding(workers.topics()).publish(mailbox);
        assertThat(results(EveryEnding.RESULTS)).hasSize(EveryEnding.RESULTS);
        assertThat(workers.topics().await("mail.dead.erp", 1, _ -> true)).hasSize(1);
        session.close();
        submissions = List.copyOf(mailbox.submissions);
        drafts = draftsMade();

        reset();
        session = workers.session("after", mailbox);
        session.start();
        results = results(2 * EveryEnding.RESULTS).stream().collect(Collectors.groupingBy(Told::command));
    }

    @AfterAll
    void stop() {
        session.close();
    }

    @Test
    void every_command_is_told_its_stored_result_with_the_same_event_id_and_bytes() {
        assertThat(EveryEnding.withStoredResult()).allSatisfy(id -> {
            List<Told> told = results.getOrDefault(id, List.of());
            assertThat(told).hasSize(id.equals(EveryEnding.CONFLICTING) ? 4 : 2);
            assertThat(told.get(told.size() / 2)).isEqualTo(told.getFirst());
        });
        assertThat(EveryEnding.withStoredResult().stream()
                        .map(id -> results.get(id).getFirst().status())
                        .collect(Collectors.groupingBy(status -> status, Collectors.counting())))
                .isEqualTo(EveryEnding.STORED);
    }

    @Test
    void nothing_is_sent_a_second_time_and_no_draft_is_made() {
        assertThat(submissions).hasSize(EveryEnding.SENDS - 1).doesNotHaveDuplicates();
        assertThat(mailbox.submissions).isEqualTo(submissions);
        assertThat(draftsMade()).isEqualTo(drafts);
    }

    @Test
    void the_same_id_with_other_data_is_again_a_conflict() {
        List<Told> told = results.getOrDefault(EveryEnding.CONFLICTING, List.of());

        assertThat(told)
                .extracting(Told::code)
                .containsExactly("SENT", "IDEMPOTENCY_CONFLICT", "SENT", "IDEMPOTENCY_CONFLICT");
        assertThat(told.get(3).eventId())
                .isEqualTo(told.get(1).eventId())
                .isNotEqualTo(told.getFirst().eventId());
    }

    @Test
    void a_record_that_never_became_a_command_is_rejected_again_under_the_same_event_id() {
        List<Told> told = results.getOrDefault(EveryEnding.WITHOUT_RECIPIENT, List.of());

        assertThat(told).extracting(Told::code).containsExactly("MISSING_FIELD", "MISSING_FIELD");
        assertThat(told.get(1).eventId()).isEqualTo(told.getFirst().eventId());
    }

    @Test
    void what_names_no_command_is_kept_among_the_dead_letters_again() {
        assertThat(workers.topics().await("mail.dead.erp", 2, _ -> true))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.value()).isEqualTo(EveryEnding.GARBAGE));
    }

    private List<Told> results(int enough) {
        return workers.topics().await("mail.results.erp", enough, Topics::isResult).stream()
                .map(Told::of)
                .toList();
    }

    private List<String> draftsMade() {
        return mailbox.calls.stream().filter("create"::equals).toList();
    }

    /** As an operator does it: the group forgets also what the worker has noted beside its offsets. */
    private void reset() throws Exception {
        try (var admin = workers.broker().admin()) {
            var committed = admin.listConsumerGroupOffsets(WorkersOnKafka.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var start = committed.keySet().stream()
                    .collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(WorkersOnKafka.GROUP, start).all().get();
        }
    }
}
