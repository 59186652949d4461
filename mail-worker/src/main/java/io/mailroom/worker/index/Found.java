package io.mailroom.worker.index;

/** Where the newest record of a key lies, and whether that record says that its command is finished. */
public record Found(long offset, boolean finished) {}
