package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.systemtests.RunningStack.Driven;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Send commands that belong together. */
record Batch(Driven driven, List<String> commands) {
    /** Publishes them, each mailbox in its turn, without waiting for a broker that may be away. */
    static Batch publish(Driven driven, List<ConnectionId> mailboxes, String what, int each) {
        return new Batch(
                driven,
                IntStream.range(0, mailboxes.size() * each)
                        .mapToObj(i -> {
                            String id = what + "-" + i;
                            driven.topics().publishSometime(Mails.of(mailboxes.get(i % mailboxes.size()), id));
                            return id;
                        })
                        .toList());
    }

    /** Waits until all have a result; then each is one SENT and one mail. */
    void assertSentOnce() {
        Map<String, List<JsonNode>> results = driven.topics().results(commands);
        assertThat(commands).allSatisfy(id -> {
            assertThat(results.getOrDefault(id, List.of()))
                    .singleElement()
                    .satisfies(
                            result -> assertThat(result.path("status").asText()).isEqualTo("SENT"));
        });
        List<String> sent = driven.lab().sent().findValuesAsText("subject").stream()
                .filter(commands::contains)
                .toList();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(commands);
    }

    void assertNothingSent() {
        assertThat(driven.lab().sent().findValuesAsText("subject")).doesNotContainAnyElementsOf(commands);
    }
}
