package io.mailroom.model.result;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import org.jspecify.annotations.Nullable;

/** Which command an event answers. The connection is absent only if the command named none that could be read. */
public record CommandRef(
        CommandKey key, String type, @Nullable String connectionId, RecordRef record) {
    public CommandRef {
        if (connectionId != null && !ConnectionId.fits(connectionId)) {
            connectionId = null; // A stranger's text stands neither in an answer nor in the name of its id.
        }
    }
}
