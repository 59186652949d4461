package io.mailroom.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestJournalTest {
    private final RequestJournal journal = new RequestJournal();

    private void add(int times, String body) {
        for (int i = 0; i < times; i++) {
            journal.add(new RecordedExchange(
                    journal.nextNumber(),
                    Instant.EPOCH,
                    "graph",
                    "GET",
                    "/",
                    "",
                    Map.of(),
                    body,
                    null,
                    null,
                    null,
                    200,
                    Map.of(),
                    body,
                    0));
        }
    }

    @Test
    void keeps_so_many_exchanges_and_the_newest() {
        add(RequestJournal.MOST + 1, "");

        assertThat(journal.all()).hasSize(RequestJournal.MOST);
        assertThat(journal.all().getFirst().number()).isEqualTo(2);
    }

    @Test
    void keeps_so_many_characters() {
        String body = "x".repeat(Recorder.LONGEST_BODY);
        int fitting = (int) (RequestJournal.MOST_CHARACTERS / (2 * body.length()));
        add(fitting + 1, body);

        assertThat(journal.all()).hasSize(fitting);
    }
}
