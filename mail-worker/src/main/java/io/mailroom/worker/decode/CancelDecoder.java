package io.mailroom.worker.decode;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import java.util.Set;

/** Data of {@code io.mailroom.mail.cancel.v1}. */
final class CancelDecoder {
    private static final Set<String> KNOWN = Set.of("connectionId", "commandId", "commandSource");

    private CancelDecoder() {}

    /** Without a {@code commandSource} the command came from where the cancel comes from. */
    static CancelCommand decode(CommandKey key, ConnectionId connection, Fields data) throws CommandProblem {
        data.knowOnly(KNOWN);
        String id = data.optionalLine("commandId", CommandKey.LONGEST_ID)
                .orElseThrow(() -> CommandProblem.missing("/commandId"));
        String source =
                data.optionalLine("commandSource", CommandKey.LONGEST_SOURCE).orElse(key.source());
        try {
            return new CancelCommand(key, connection, new CommandKey(source, id));
        } catch (IllegalArgumentException e) {
            throw CommandProblem.invalid("/commandId", "must be the id of a command, with the source it came from");
        }
    }
}
