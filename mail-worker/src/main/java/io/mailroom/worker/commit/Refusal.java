package io.mailroom.worker.commit;

/**
 * A record that will never be written.
 *
 * @param topic where it was to go; empty if nobody said which record it was
 * @param bytes of its key, value and headers
 * @param why Kafka's name of the error
 */
public record Refusal(String topic, long bytes, String why) {}
