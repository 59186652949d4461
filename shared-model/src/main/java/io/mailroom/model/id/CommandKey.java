package io.mailroom.model.id;

/**
 * What makes a command the same command: the CloudEvents {@code source} and {@code id} (CloudEvents 1.0, "source + id is
 * unique for each distinct event"). At most 512 and 256 characters.
 */
public record CommandKey(String source, String id) {
    public CommandKey {
        Text.bounded("source", source, 512);
        Text.bounded("id", id, 256);
    }
}
