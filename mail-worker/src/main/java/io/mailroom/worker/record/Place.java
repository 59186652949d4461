package io.mailroom.worker.record;

/** A partition of a commands topic. */
public record Place(String topic, int partition) {}
