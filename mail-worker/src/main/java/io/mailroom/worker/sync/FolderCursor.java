package io.mailroom.worker.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.Limits;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a folder's sync stands, and what the command that brought it there has announced so far, so that the command
 * goes on counting after a crash.
 *
 * @param link empty if the folder is to be read anew
 * @param command hash of the command's key; empty if nobody knows
 */
record FolderCursor(String link, String command, int received, int unreadable) {
    static final FolderCursor NOWHERE = new FolderCursor("", "", 0, 0);

    /** The same place, as the command finds it: with its own counts, or none yet. */
    FolderCursor foundBy(CommandKey key) {
        String hash = hash(key);
        return command.equals(hash) ? this : new FolderCursor(link, hash, 0, 0);
    }

    FolderCursor after(String newLink, int moreReceived, int moreUnreadable) {
        return new FolderCursor(newLink, command, received + moreReceived, unreadable + moreUnreadable);
    }

    FolderCursor anew() {
        return new FolderCursor("", command, received, unreadable);
    }

    byte[] written() {
        ObjectNode json = MailJson.object().put("link", link);
        if (!command.isEmpty()) {
            json.put("command", command).put("received", received).put("unreadable", unreadable);
        }
        return MailJson.bytes(json);
    }

    /** Nothing if it cannot be read. What stands there from before commands were counted has a link only. */
    static Optional<FolderCursor> read(byte[] value) {
        try {
            JsonNode json = MailJson.read(value);
            JsonNode link = json.path("link");
            return link.isTextual() && link.textValue().length() <= Limits.GRAPH_LINK
                    ? Optional.of(new FolderCursor(
                            link.textValue(),
                            json.path("command").asText(""),
                            json.path("received").asInt(0),
                            json.path("unreadable").asInt(0)))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static String hash(CommandKey key) {
        return ShortHash.of(key.source() + '\n' + key.id());
    }
}
