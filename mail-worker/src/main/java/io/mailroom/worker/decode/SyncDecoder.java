package io.mailroom.worker.decode;

import io.mailroom.model.command.Limits;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import java.util.Set;
import java.util.regex.Pattern;

/** Data of {@code io.mailroom.mail.sync.v1}. */
final class SyncDecoder {
    private static final Set<String> KNOWN = Set.of("connectionId", "folder");
    /** A well-known name, or an id in Exchange's base64url; never anything that could change a path. */
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_=-]+");

    private SyncDecoder() {}

    static SyncMail decode(CommandKey key, ConnectionId connection, Fields data) throws CommandProblem {
        data.knowOnly(KNOWN);
        String folder = data.optionalText("folder", Limits.FOLDER).orElse(SyncMail.INBOX);
        if (!FOLDER.matcher(folder).matches()) {
            throw CommandProblem.invalid("/folder", "must be a well-known folder name or a folder id");
        }
        return new SyncMail(key, connection, folder);
    }
}
