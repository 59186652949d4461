package io.mailroom.worker.graph;

/** A file now hangs on the draft. */
public record Attached(String attachmentId) {}
