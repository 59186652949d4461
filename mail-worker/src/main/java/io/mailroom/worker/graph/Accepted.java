package io.mailroom.worker.graph;

/** Exchange took the mail for transport (202). It is not delivered by that, nor moved to Sent Items yet. */
public record Accepted() {}
