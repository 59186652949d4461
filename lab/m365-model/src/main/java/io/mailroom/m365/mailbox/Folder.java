package io.mailroom.m365.mailbox;

import org.jspecify.annotations.Nullable;

/** A mail folder. Its id never changes. */
public record Folder(
        String id,
        String displayName,
        String parentId,
        @Nullable WellKnownFolder wellKnown) {}
