package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.dead.DeadLetter;
import io.mailroom.stack.dead.DeadLetters;
import io.mailroom.stack.time.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(9)
class RedriveTest extends StackTest {
    private final DeadLetters letters = new DeadLetters(Broker.of(driven.info()), new ClientName("erp"));

    @Test
    void a_command_among_the_dead_letters_is_sent_once_however_often_it_is_redriven() throws Exception {
        ConnectionId connection = driven.connect("redriven@contoso.example");
        bury(Mails.of(connection, "redriven"));
        DeadLetter letter = letter("redriven").orElseThrow();

        letters.redrive(letter);
        letters.redrive(letter);

        assertThat(driven.topics().results("redriven", 2))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.path("status").asText()).isEqualTo("SENT"));
        assertThat(driven.submissions("redriven")).isEqualTo(1);
    }

    @Test
    void what_is_still_wrong_becomes_a_dead_letter_again_with_the_same_bytes() {
        driven.topics().publish("nobody", bytes("redriven in vain"), Map.of("x", "y"));
        assertThat(Waiting.until(Duration.ofSeconds(20), () -> vain().size() == 1))
                .isTrue();

        letters.redrive(vain().getFirst());

        assertThat(Waiting.until(Duration.ofSeconds(20), () -> vain().size() == 2))
                .isTrue();
        assertThat(vain()).allSatisfy(letter -> {
            assertThat(letter.code()).isEqualTo("NOT_A_CLOUDEVENT");
            assertThat(letter.headers()).containsOnlyKeys("x");
        });
    }

    private List<DeadLetter> vain() {
        return letters.all().stream()
                .filter(letter -> letter.bytes() == "redriven in vain".length())
                .map(letter -> letters.at(letter.partition(), letter.offset()))
                .filter(letter -> DeadLetter.printable(letter.value(), 100).equals("redriven in vain"))
                .toList();
    }

    private Optional<DeadLetter> letter(String id) {
        return letters.all().stream()
                .filter(letter ->
                        DeadLetter.printable(letter.headers().get("ce_id"), 100).equals(id))
                .findFirst();
    }

    /** As an older version would have buried it that could not read it yet. */
    private void bury(SendMail mail) throws Exception {
        var record = Broker.record("mail.dead.erp", mail);
        record.headers().add("mailroom-code", bytes("NOT_A_CLOUDEVENT"));
        try (var producer = Broker.of(driven.info()).producer()) {
            producer.send(record).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
