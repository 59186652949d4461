package io.mailroom.stack.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes {@code stack.json}. */
public final class StackFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StackFile() {}

    public static void write(StackHome home, StackInfo info) {
        Path _ = OwnerOnly.write(home.stackFile(), JSON.valueToTree(info).toPrettyString() + "\n");
    }

    /** Empty when no stack was started in this home, or it was stopped. */
    public static Optional<StackInfo> read(StackHome home) {
        if (!Files.exists(home.stackFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(home.stackFile()), StackInfo.class));
        } catch (JsonProcessingException e) {
            // No cause: its message quotes the text, and the text holds secrets.
            throw new StackFailure("%s is damaged; ./mailroom down and up make it anew.".formatted(home.stackFile()));
        } catch (IOException e) {
            throw new StackFailure("%s cannot be read.".formatted(home.stackFile()), e);
        }
    }

    public static void delete(StackHome home) {
        try {
            Files.deleteIfExists(home.stackFile());
        } catch (IOException e) {
            throw new StackFailure("%s cannot be removed.".formatted(home.stackFile()), e);
        }
    }
}
