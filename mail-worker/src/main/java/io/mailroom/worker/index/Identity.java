package io.mailroom.worker.index;

/**
 * Whose offsets an index holds. A topic that was deleted and made again has another id, and a cluster that was set up
 * again another cluster id: their offsets mean other records.
 *
 * @param clusterId at most 255 characters
 * @param topicId Kafka's UUID of the topic as text, at most 255 characters
 */
public record Identity(String clusterId, String topicId, int partition) {
    private static final int LONGEST = 255;

    public Identity {
        check("cluster id", clusterId);
        check("topic id", topicId);
        if (partition < 0) {
            throw new IllegalArgumentException("no partition has the number " + partition);
        }
    }

    private static void check(String name, String id) {
        if (id.isBlank() || id.length() > LONGEST || id.contains("\n")) {
            throw new IllegalArgumentException("a " + name + " is one line of 1 to " + LONGEST + " characters");
        }
    }

    String text() {
        return String.join("\n", clusterId, topicId, Integer.toString(partition));
    }
}
