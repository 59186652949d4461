package io.mailroom.model.result;

import java.util.Objects;

/** Where a command stands in Kafka, for whoever wants to see the original. */
public record RecordRef(String topic, int partition, long offset) {
    public RecordRef {
        Objects.requireNonNull(topic, "topic");
    }
}
