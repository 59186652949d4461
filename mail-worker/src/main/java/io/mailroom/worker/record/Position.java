package io.mailroom.worker.record;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a group stands in a partition: everything below {@code offset} has ended, and of what lies between it and
 * {@code readTo} everything but {@code open}. The offset alone would have all of that answered again after a crash; so
 * the rest travels in the metadata that Kafka keeps with a committed offset.
 *
 * <p>Offsets that somebody set by hand have no metadata: whoever resets a group gets every answer again.
 *
 * <p>A topic that was deleted and made again has other records under the same offsets, and the group may still stand
 * where its predecessor ended: so the id of the topic travels along.
 *
 * @param topicId Kafka's id of the topic, at most {@value #LONGEST_ID} characters; empty if nobody knows
 * @param open ascending, each at least {@code offset} and below {@code readTo}
 */
public record Position(String topicId, long offset, long readTo, List<Long> open) {
    /** Kafka's default bound ({@code offset.metadata.max.bytes}) is 4,096 bytes; a longer one would fail the commit. */
    public static final int MOST_CHARACTERS = 4_000;

    static final int LONGEST_ID = 36;

    private static final String WITHOUT_ID = "1:";
    private static final String WITH_ID = "2:";

    public Position {
        if (topicId.length() > LONGEST_ID || topicId.indexOf(':') >= 0) {
            throw new IllegalArgumentException("no topic has such an id");
        }
        open = List.copyOf(open);
    }

    public Position(long offset, long readTo, List<Long> open) {
        this("", offset, readTo, open);
    }

    public static Position at(long offset) {
        return new Position(offset, offset, List.of());
    }

    /** The same in the topic of that id. */
    public Position in(String id) {
        return new Position(id, offset, readTo, open);
    }

    /**
     * Where reading begins in the topic of that id. What it has dropped meanwhile is gone: then with what is still there.
     * And what was said of another topic of the same name says nothing of this one.
     */
    public Position within(long earliest, long end, String id) {
        boolean fits = !differ(topicId, id) && offset >= earliest && offset <= end;
        return (fits ? this : at(earliest)).in(id);
    }

    /** Whether these are ids of two topics; one that is not known may be any. */
    public static boolean differ(String topicId, String other) {
        return !topicId.isEmpty() && !other.isEmpty() && !topicId.equals(other);
    }

    /** {@link #metadata(int)} under Kafka's default bound. */
    public String metadata() {
        return metadata(MOST_CHARACTERS);
    }

    /** What does not fit is left out from the far end: those records would be answered twice, none would be lost. */
    public String metadata(int most) {
        String prefix = topicId.isEmpty() ? WITHOUT_ID : WITH_ID + topicId + ":";
        if (most < prefix.length() + 20) {
            return "";
        }
        var deltas = new ByteArrayOutputStream();
        long last = offset;
        long to = readTo;
        for (long each : open) {
            byte[] delta = varint(each - last);
            if ((deltas.size() + delta.length + 10) * 4 / 3 + prefix.length() + 4 > most) {
                to = each;
                break;
            }
            deltas.writeBytes(delta);
            last = each;
        }
        var all = new ByteArrayOutputStream();
        all.writeBytes(varint(to - offset));
        all.writeBytes(deltas.toByteArray());
        return prefix + Base64.getEncoder().withoutPadding().encodeToString(all.toByteArray());
    }

    /** Metadata that is not Mailroom's, or of another version, says nothing. */
    public static Position read(long offset, String metadata) {
        if (!metadata.startsWith(WITHOUT_ID) && !metadata.startsWith(WITH_ID)) {
            return at(offset);
        }
        try {
            int end = metadata.lastIndexOf(':');
            String topicId = metadata.startsWith(WITH_ID) ? metadata.substring(WITH_ID.length(), end) : "";
            List<Long> numbers = numbers(Base64.getDecoder().decode(metadata.substring(end + 1)));
            long last = offset;
            var open = new ArrayList<Long>();
            for (long delta : numbers.subList(1, numbers.size())) {
                last += delta;
                open.add(last);
            }
            return new Position(topicId, offset, offset + numbers.getFirst(), open);
        } catch (RuntimeException e) {
            return at(offset);
        }
    }

    private static List<Long> numbers(byte[] bytes) {
        var numbers = new ArrayList<Long>();
        long number = 0;
        int shift = 0;
        for (byte each : bytes) {
            number |= (long) (each & 0x7f) << shift;
            shift += 7;
            if (each >= 0) {
                numbers.add(number);
                number = 0;
                shift = 0;
            }
        }
        return numbers;
    }

    private static byte[] varint(long number) {
        var bytes = new ByteArrayOutputStream();
        long rest = number;
        while (rest > 0x7f) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }
}
