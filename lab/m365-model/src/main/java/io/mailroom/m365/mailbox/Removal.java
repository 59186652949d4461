package io.mailroom.m365.mailbox;

import java.time.Instant;

/** An item that has left a folder, with the ids by which clients knew it there. */
public record Removal(String folderId, String id, String immutableId, long change, Instant at) {}
