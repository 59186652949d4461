package io.mailroom.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.stack.http.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a worker says of the clients that it does not work for. */
final class WorkerHealth {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HELD = "held.";

    private WorkerHealth() {}

    /** Sentences by client; empty if it does not answer, which its own line tells. */
    static Map<String, String> heldClients(String url) {
        return Http.get(url + "/q/health/ready", Duration.ofSeconds(3))
                .map(page -> read(page.body()))
                .orElse(Map.of());
    }

    static Map<String, String> read(String page) {
        var held = new TreeMap<String, String>();
        for (JsonNode check : checks(page)) {
            check.path("data").properties().forEach(entry -> {
                if (entry.getKey().startsWith(HELD)) {
                    held.put(
                            entry.getKey().substring(HELD.length()),
                            entry.getValue().asText());
                } else if (entry.getKey().equals("heldMore")) {
                    held.put("(more)", entry.getValue().asText());
                }
            });
        }
        return held;
    }

    private static Iterable<JsonNode> checks(String page) {
        try {
            return JSON.readTree(page).path("checks");
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
