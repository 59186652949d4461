package io.mailroom.model.command;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command that was understood. Its key and its connection are all that the pipeline needs to line it up. */
public sealed interface MailCommand permits SendMail, SyncMail, CancelCommand {
    CommandKey key();

    ConnectionId connection();

    /** The CloudEvents type under which it came. */
    String type();

    /** Not to be begun before this time; nothing if at once. */
    default @Nullable Instant sendAt() {
        return null;
    }

    /** Not to be begun from this time on; nothing if it waits as long as it takes. */
    default @Nullable Instant expiresAt() {
        return null;
    }
}
