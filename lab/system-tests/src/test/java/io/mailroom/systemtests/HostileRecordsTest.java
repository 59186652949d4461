package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.testing.HostileKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Bad records of every kind in any order, a good command behind each. A short round; {@code ./mailroom prove hostile} runs
 * a long one.
 */
@Order(8)
class HostileRecordsTest extends StackTest {
    private static final int RECORDS = Integer.getInteger("mailroom.hostile", 600);
    /** Few enough mails for each that its thirty a minute hold nothing up. */
    private static final int MAILBOXES = (RECORDS + 19) / 20;

    private final SplittableRandom chance = new SplittableRandom(RECORDS);

    @Test
    void each_has_one_answer_or_one_dead_letter_and_stops_nothing_behind_it() {
        List<ConnectionId> mailboxes = driven.connect(MAILBOXES, "hostile-%d@contoso.example"::formatted);
        long begun = System.nanoTime();
        var bad = new HashMap<String, HostileKind>();
        for (int i = 0; i < RECORDS; i++) {
            ConnectionId mailbox = mailboxes.get(i % MAILBOXES);
            HostileKind kind = HostileKind.values()[chance.nextInt(HostileKind.values().length)];
            HostileKind.Bad record = kind.record(mailbox.value(), "hostile-" + i);
            bad.put(driven.topics().publish(record.key(), record.value(), record.headers()), kind);
            driven.publish(Mails.of(mailbox, "after-hostile-" + i));
        }
        proof("%d hostile records of %d kinds are published, a good command behind each"
                .formatted(RECORDS, Set.copyOf(bad.values()).size()));

        Map<String, List<JsonNode>> answers = answers(RECORDS);
        Map<String, List<ConsumerRecord<byte[], byte[]>>> dead = deadLetters();
        assertThat(bad).allSatisfy((place, kind) -> {
            List<JsonNode> told = answers.getOrDefault(place, List.of());
            int buried = dead.getOrDefault(place, List.of()).size();
            assertThat(told.size() + buried).as("%s at %s", kind, place).isEqualTo(1);
            assertThat(buried == 1)
                    .as("%s at %s", kind, place)
                    .isEqualTo(kind.expected().isDead());
            assertThat(told).allSatisfy(answer -> {
                assertThat(answer.path("code").asText())
                        .isEqualTo(kind.expected().code());
                assertThat(answer.path("field").textValue())
                        .isEqualTo(kind.expected().field());
            });
        });
        List<String> sent = driven.sent().stream()
                .filter(subject -> subject.startsWith("after-hostile-"))
                .toList();
        assertThat(sent).hasSize(RECORDS).doesNotHaveDuplicates();
        long buried =
                bad.values().stream().filter(kind -> kind.expected().isDead()).count();
        proof("%d have one answer each, %d one dead letter each; %d good commands were sent once each; %d s"
                .formatted(RECORDS - buried, buried, sent.size(), (System.nanoTime() - begun) / 1_000_000_000));
    }

    private static void proof(String line) {
        System.out.println("proof: " + line);
    }

    /** Results by the record that they answer, once all good commands have theirs. */
    private Map<String, List<JsonNode>> answers(int good) {
        var byRecord = new HashMap<String, List<JsonNode>>();
        var counted = new int[1];
        driven.topics().await("mail.results.erp", good, record -> {
            if (!Topics.isResult(record)) {
                return false;
            }
            JsonNode result = Topics.json(record);
            JsonNode at = result.path("record");
            byRecord.computeIfAbsent(
                            at.path("partition").asText() + "/"
                                    + at.path("offset").asText(),
                            _ -> new ArrayList<>())
                    .add(result);
            boolean behind = result.at("/command/id").asText().startsWith("after-hostile-")
                    && result.path("status").asText().equals("SENT");
            counted[0] += behind ? 1 : 0;
            return behind;
        });
        assertThat(counted[0]).as("good commands that were sent").isEqualTo(good);
        return byRecord;
    }

    private Map<String, List<ConsumerRecord<byte[], byte[]>>> deadLetters() {
        var byRecord = new HashMap<String, List<ConsumerRecord<byte[], byte[]>>>();
        driven.topics()
                .everything("mail.dead.erp")
                .forEach(record -> byRecord.computeIfAbsent(
                                Topics.header(record, "mailroom-partition") + "/"
                                        + Topics.header(record, "mailroom-offset"),
                                _ -> new ArrayList<>())
                        .add(record));
        return byRecord;
    }
}
