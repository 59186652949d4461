package io.mailroom.chaos.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.chaos.plan.Poison;
import io.mailroom.chaos.publish.Publisher;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** From the plan of a poison to its record, byte for byte the same each time. */
final class PoisonRecords {
    private static final int RANDOM = 8_420_000;
    private static final int LARGE = 8_000_000;
    private static final int HEADER = 64_000;
    private static final int MIB = 1024 * 1024;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_SOURCE = 512;
    private static final int ATTACHMENTS = 2;

    private final String topic;
    private final int partitions;
    private final int largest;
    private final List<ConnectionId> connections;

    /** @param largest {@code max.message.bytes} of the topic */
    PoisonRecords(String topic, int partitions, int largest, List<ConnectionId> connections) {
        this.topic = topic;
        this.partitions = partitions;
        this.largest = largest;
        this.connections = List.copyOf(connections);
    }

    ProducerRecord<byte[], byte[]> record(Poison poison) {
        return switch (poison.kind()) {
            case RANDOM_BYTES -> record(null, random(poison, RANDOM));
            case LARGEST_RECORD -> filled(length -> record(null, random(poison, length)));
            case LARGE_KEY -> record(text(LARGE), new byte[] {1, 2, 3});
            case LARGE_KEY_OF_A_COMMAND -> event(text(LARGE), poison, SendMail.TYPE, bytes(send(poison)));
            case LARGE_HEADERS -> withHeaders(record(null, new byte[] {1, 2, 3}), LARGE);
            case LARGE_HEADERS_OF_A_COMMAND -> withHeaders(command(poison, SendMail.TYPE, bytes(send(poison))), LARGE);
            case LARGE_TYPE -> structured(poison, "x".repeat(LARGE));
            case LARGE_TYPE_IN_A_HEADER -> command(poison, "x".repeat(LARGE), bytes(send(poison)));
            case LONGEST_NAME -> named(poison, longId(poison, LONGEST_ID), longSource(LONGEST_SOURCE));
            case LONG_ID -> named(poison, longId(poison, LONGEST_ID + 1), Publisher.SOURCE);
            case LONG_SOURCE -> named(poison, poison.name(), longSource(LONGEST_SOURCE + 1));
            case LARGE_SEND -> command(poison, SendMail.TYPE, bytes(withAttachments(send(poison))));
            case LARGE_SYNC -> command(poison, SyncMail.TYPE, padded(data(poison), Limits.COMMAND_BYTES));
            case LARGE_CANCEL ->
                command(
                        poison,
                        CancelCommand.TYPE,
                        padded(data(poison).put("commandId", "nobody"), Limits.COMMAND_BYTES));
            case AWAY_FROM_HOME -> awayFromHome(poison);
            case UNPACKS_TO_ZEROS -> record(null, new byte[32 * MIB]);
            case UNPACKS_TO_A_COMMAND -> command(poison, SendMail.TYPE, padded(send(poison), 16 * MIB));
        };
    }

    private ProducerRecord<byte[], byte[]> record(byte @Nullable [] key, byte[] value) {
        return new ProducerRecord<>(topic, null, key, value);
    }

    /** The longest filling with which the record still fits the topic. */
    private ProducerRecord<byte[], byte[]> filled(IntFunction<ProducerRecord<byte[], byte[]>> byFilling) {
        int filling = largest - RecordSize.inBatch(byFilling.apply(0));
        while (RecordSize.inBatch(byFilling.apply(filling)) > largest) {
            filling--;
        }
        return byFilling.apply(filling);
    }

    private ProducerRecord<byte[], byte[]> awayFromHome(Poison poison) {
        byte[] key = key(poison);
        int away = (Utils.toPositive(Utils.murmur2(key)) % partitions + 1) % partitions;
        byte[] value = padded(send(poison), Limits.COMMAND_BYTES);
        return filled(length -> {
            var record = new ProducerRecord<>(topic, away, key, value);
            envelope(record, poison.name(), Publisher.SOURCE, SendMail.TYPE);
            record.headers().add("filling", text(length));
            return record;
        });
    }

    private ProducerRecord<byte[], byte[]> command(Poison poison, String type, byte[] data) {
        return event(key(poison), poison, type, data);
    }

    private ProducerRecord<byte[], byte[]> event(byte[] key, Poison poison, String type, byte[] data) {
        var record = record(key, data);
        envelope(record, poison.name(), Publisher.SOURCE, type);
        return record;
    }

    private ProducerRecord<byte[], byte[]> named(Poison poison, String id, String source) {
        var record = record(key(poison), bytes(send(poison)));
        envelope(record, id, source, SendMail.TYPE);
        return record;
    }

    private static void envelope(ProducerRecord<byte[], byte[]> record, String id, String source, String type) {
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", id.getBytes(UTF_8))
                .add("ce_source", source.getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
    }

    private ProducerRecord<byte[], byte[]> structured(Poison poison, String type) {
        ObjectNode event = MailJson.object()
                .put("specversion", "1.0")
                .put("id", poison.name())
                .put("source", Publisher.SOURCE)
                .put("type", type)
                .put("datacontenttype", "application/json");
        event.set("data", send(poison));
        var record = record(key(poison), bytes(event));
        record.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> withHeaders(ProducerRecord<byte[], byte[]> record, int bytes) {
        for (int i = 0; i < bytes / HEADER; i++) {
            record.headers().add("foreign-" + i, text(HEADER));
        }
        return record;
    }

    private byte[] key(Poison poison) {
        return connections.get(poison.mailbox()).value().getBytes(UTF_8);
    }

    private ObjectNode data(Poison poison) {
        return MailJson.object()
                .put("connectionId", connections.get(poison.mailbox()).value());
    }

    private ObjectNode send(Poison poison) {
        ObjectNode data = data(poison).put("subject", poison.name()).put("text", "Please pay.");
        data.putArray("to").addObject().put("address", "customer@example.com");
        return data;
    }

    private static ObjectNode withAttachments(ObjectNode send) {
        for (int i = 0; i < ATTACHMENTS; i++) {
            send.withArray("attachments")
                    .addObject()
                    .put("name", "large-" + i + ".bin")
                    .put("contentType", "application/octet-stream")
                    .put("contentBase64", "A".repeat(Limits.ATTACHMENT_BASE64 - 1) + "=");
        }
        return send;
    }

    private static String longId(Poison poison, int length) {
        return poison.name() + "-" + "x".repeat(length - poison.name().length() - 1);
    }

    private static String longSource(int length) {
        return "/" + "x".repeat(length - 1);
    }

    /** Blanks before the last bracket change nothing of what JSON says. */
    private static byte[] padded(ObjectNode data, int length) {
        byte[] bytes = bytes(data);
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(bytes, 0, padded, 0, bytes.length - 1);
        padded[length - 1] = '}';
        return padded;
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(UTF_8);
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        return text;
    }

    private static byte[] random(Poison poison, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(poison.seed()).nextBytes(bytes);
        return bytes;
    }
}
