package io.mailroom.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows what Mailroom publishes: progress, results and received mail. Stop it and start it again as you like. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        settings.put("bootstrap.servers", System.getenv("KAFKA"));
        settings.put("group.id", System.getenv().getOrDefault("GROUP", "sample-java"));
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        // Never what an aborted transaction wrote.
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new CloudEventDeserializer())) {
            consumer.subscribe(List.of("mail.results.erp", "mail.received.erp"));
            // The position is stored after the events were handled. A crash in between brings them again: let your
            // database remember the ids of events that it has seen, in the same transaction as what they change.
            Set<String> seen = new HashSet<>();
            while (true) {
                for (var message : consumer.poll(Duration.ofSeconds(1))) {
                    if (seen.add(message.value().getId())) {
                        handle(message.value());
                    }
                }
                consumer.commitSync();
            }
        }
    }

    private static void handle(CloudEvent event) throws Exception {
        JsonNode data = JSON.readTree(Objects.requireNonNull(event.getData()).toBytes());
        switch (event.getType()) {
            case "io.mailroom.mail.progress.v1" -> print(data, "/status", "/command/id", "/reason", "/until");
            case "io.mailroom.mail.result.v1" -> print(data, "/status", "/command/id", "/code", "/message");
            case "io.mailroom.mail.received.v1" -> print(data, "/subject", "/from/address", "/internetMessageId");
            default -> {} // types that are new to you pass by
        }
    }

    private static void print(JsonNode data, String... fields) {
        IO.println(Stream.of(fields).map(field -> data.at(field).asText()).collect(Collectors.joining(" ")));
    }
}
