package io.mailroom.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a worker says of the clients that it does not work for. */
final class WorkerHealth {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private static final String HELD = "held.";

    private WorkerHealth() {}

    /** Sentences by client; empty if it does not answer, which its own line tells. */
    static Map<String, String> heldClients(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return read(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    static Map<String, String> read(String page) throws JsonProcessingException {
        var held = new TreeMap<String, String>();
        for (JsonNode check : JSON.readTree(page).path("checks")) {
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
}
