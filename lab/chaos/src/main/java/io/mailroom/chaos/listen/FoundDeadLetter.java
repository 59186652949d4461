package io.mailroom.chaos.listen;

import io.mailroom.stack.dead.DeadLetter;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One dead letter.
 *
 * @param origin where the record stood first, as it says
 * @param contents what it holds itself
 * @param cut what it says of the whole, if it says that it is only the head
 */
public record FoundDeadLetter(String origin, Contents contents, Optional<Cut> cut) {
    /**
     * @param length of the original value, in bytes, as it says
     * @param sha256 of the original value, in hexadecimal
     */
    public record Cut(String length, String sha256) {}

    public static FoundDeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = DeadLetter.of(record);
        return new FoundDeadLetter(
                letter.origin(),
                Contents.of(record.key(), record.value(), record.headers()),
                Optional.ofNullable(letter.reasons().get("length"))
                        .map(length -> new Cut(length, letter.reasons().getOrDefault("sha256", ""))));
    }
}
