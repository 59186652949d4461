package io.mailroom.worker.sync;

import java.util.Optional;

/**
 * A mail that was announced, as a record of its own with the key {@code client/connection/folder#} and the mail's {@link
 * ShortHash}. So the first releases wrote it; it counts as long as it stands.
 *
 * @param key as it stands in the topic
 * @param folder the key of its folder
 */
record SingleMark(String key, String folder, MailHash hash) {
    static String key(String folder, String messageId) {
        return folder + CursorKeys.MARK + ShortHash.of(messageId);
    }

    /** Nothing if this is another key: no bucket has so many bits, and no folder has that sign in its name. */
    static Optional<SingleMark> read(String key) {
        int mark = key.length() - ShortHash.CHARACTERS - 1;
        return mark > 0 && key.charAt(mark) == CursorKeys.MARK
                ? MailHash.ofShort(key.substring(mark + 1))
                        .map(hash -> new SingleMark(key, key.substring(0, mark), hash))
                : Optional.empty();
    }
}
