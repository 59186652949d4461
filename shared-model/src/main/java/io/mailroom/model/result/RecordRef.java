package io.mailroom.model.result;

/** Where a command stands in Kafka, for whoever wants to see the original. */
public record RecordRef(String topic, int partition, long offset) {}
