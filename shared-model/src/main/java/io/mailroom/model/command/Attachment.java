package io.mailroom.model.command;

import org.jspecify.annotations.Nullable;

/**
 * A file that travels inside the command.
 *
 * @param contentId what an HTML body names by {@code cid:}; only with {@code inline}
 */
public record Attachment(
        String name,
        String contentType,
        AttachmentBytes bytes,
        boolean inline,
        @Nullable String contentId) {}
