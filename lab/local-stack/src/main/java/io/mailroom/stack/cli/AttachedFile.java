package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;

/** Files of this machine as a command carries them. */
final class AttachedFile {
    private AttachedFile() {}

    static ObjectNode of(Path file) {
        try {
            String type = Objects.requireNonNullElse(Files.probeContentType(file), "application/octet-stream");
            return MailJson.object()
                    .put("name", Objects.toString(file.getFileName()))
                    .put("contentType", type)
                    .put("contentBase64", Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** @param named {@code FILE=ID}; the name of a file may hold the sign, too */
    static ObjectNode inline(String named) {
        int sign = named.lastIndexOf('=');
        if (sign < 1) {
            throw new StackFailure("'%s' has not the form FILE=ID.".formatted(named));
        }
        return of(Path.of(named.substring(0, sign))).put("inline", true).put("contentId", named.substring(sign + 1));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static StackFailure unreadable(Path file, IOException e) {
        return new StackFailure("%s cannot be read.".formatted(file), e);
    }
}
