package io.mailroom.worker.takeover;

import java.util.Optional;

/** How far this worker is with reading what former owners wrote about the partitions that the group means it to have. */
public sealed interface TakeoverStatus {
    /** The group has not taken it in. */
    record NotJoined() implements TakeoverStatus {}

    /** @param why nobody knows yet what it is to have */
    record NotKnown(String why) implements TakeoverStatus {}

    /**
     * Clients that are held do not count.
     *
     * @param loaded partitions that are worked for
     * @param waiting partitions that are not, because the group has not given them yet or their state is being read
     * @param read offsets passed so far, of those that are being read
     * @param toRead offsets in all, of those whose reading has begun
     */
    record Known(int loaded, int waiting, long read, long toRead) implements TakeoverStatus {
        public int partitions() {
            return loaded + waiting;
        }
    }

    /** @return what is still to come before this worker works for all that it is to have; empty if it does */
    default Optional<String> unready() {
        return switch (this) {
            case NotJoined _ -> Optional.of("not in the consumer group");
            case NotKnown(var why) -> Optional.of(why);
            case Known known when known.waiting() == 0 -> Optional.empty();
            case Known known ->
                Optional.of("%d of %d partitions are loaded, %d of %d offsets read"
                        .formatted(known.loaded(), known.partitions(), known.read(), known.toRead()));
        };
    }
}
