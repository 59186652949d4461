package io.mailroom.worker.index;

/**
 * Whose offsets an index holds. A topic that was deleted and made again, or that of another cluster, has another id: its
 * offsets mean other records.
 *
 * @param topicId Kafka's UUID of the topic as text, at most 255 characters
 */
public record Identity(String topicId, int partition) {
    private static final int LONGEST = 255;

    public Identity {
        if (topicId.isBlank() || topicId.length() > LONGEST || topicId.contains("\n")) {
            throw new IllegalArgumentException("a topic id is one line of 1 to " + LONGEST + " characters");
        }
        if (partition < 0) {
            throw new IllegalArgumentException("no partition has the number " + partition);
        }
    }

    String text() {
        return topicId + "\n" + partition;
    }
}
