package io.mailroom.chaos.listen;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter.
 *
 * @param origin where the record stood first, as it says
 * @param contents what it holds itself
 * @param cut what it says of the whole, if it says that it is only the head
 */
public record Buried(Place origin, Contents contents, Optional<Cut> cut) {
    /**
     * @param length of the original value, in bytes
     * @param sha256 of the original value, in hexadecimal
     */
    public record Cut(long length, String sha256) {}

    static Buried of(ConsumerRecord<byte[], byte[]> record) {
        String length = text(record, "length");
        return new Buried(
                new Place(
                        text(record, "topic"), (int) number(text(record, "partition")), number(text(record, "offset"))),
                Contents.of(record.key(), record.value(), record.headers()),
                length.isEmpty() ? Optional.empty() : Optional.of(new Cut(number(length), text(record, "sha256"))));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        @Nullable Header header = record.headers().lastHeader(Contents.OURS + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** A header that is no number is as good as none. */
    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
