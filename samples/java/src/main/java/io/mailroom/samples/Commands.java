package io.mailroom.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes commands: {@code send DOCUMENT FILE [SEND_AT]}, {@code cancel DOCUMENT}, {@code sync DOCUMENT}. */
final class Commands {
    public static void main(String[] args) throws Exception {
        var json = new ObjectMapper();
        String connection = System.getenv("CONNECTION");
        ObjectNode data = json.createObjectNode().put("connectionId", connection);
        switch (args[0]) {
            case "send" -> mail(data, args);
            case "cancel" -> data.put("commandId", "send-" + args[1]);
            case "sync" -> data.put("folder", "inbox");
            default -> throw new IllegalArgumentException(args[0]);
        }
        // The id comes from the document, not from the clock: published twice, it is still one command and one mail.
        var command = CloudEventBuilder.v1()
                .withId(args[0] + "-" + args[1])
                .withSource(URI.create("/erp/sales"))
                .withType("io.mailroom.mail." + args[0] + ".v1")
                .withSubject(connection)
                .withData("application/json", json.writeValueAsBytes(data))
                .build();
        // One request in flight keeps the order of a mailbox's commands, also when a broker is replaced.
        var settings = new Properties();
        settings.put("bootstrap.servers", System.getenv("KAFKA"));
        settings.put("max.in.flight.requests.per.connection", 1);
        settings.put("max.request.size", 8_454_144);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new CloudEventSerializer())) {
            producer.send(new ProducerRecord<>("mail.commands.erp", connection, command))
                    .get();
        }
        IO.println("published " + command.getId());
    }

    private static void mail(ObjectNode data, String[] args) throws Exception {
        Path file = Path.of(args[2]);
        data.putArray("to").addObject().put("address", "berta@fabrikam.example");
        data.put("subject", "Invoice " + args[1]).put("text", "Please find invoice " + args[1] + " attached.");
        data.putArray("attachments")
                .addObject()
                .put("name", file.getFileName().toString())
                .put("contentType", "text/plain")
                .put("contentBase64", Files.readAllBytes(file));
        if (args.length > 3) {
            data.put("sendAt", args[3]);
        }
    }
}
