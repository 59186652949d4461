package io.mailroom.model.id;

/**
 * What makes a command the same command: the CloudEvents {@code source} and {@code id} (CloudEvents 1.0, "source + id is
 * unique for each distinct event").
 *
 * @param source at most {@value #LONGEST_SOURCE} characters
 * @param id at most {@value #LONGEST_ID} characters
 */
public record CommandKey(String source, String id) {
    public static final int LONGEST_SOURCE = 512;
    public static final int LONGEST_ID = 256;

    public CommandKey {
        Text.bounded("source", source, LONGEST_SOURCE);
        Text.bounded("id", id, LONGEST_ID);
    }
}
