package io.mailroom.stack.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.OwnerOnly;
import io.mailroom.stack.home.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One small file for each started process, so that any later command finds it again. */
public final class RunFiles {
    private static final String ENDING = ".process.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Path folder;

    public RunFiles(StackHome home) {
        this.folder = home.run();
    }

    public void write(Running running) {
        ObjectNode text = JSON.createObjectNode()
                .put("name", running.name())
                .put("pid", running.pid())
                .put("startedAt", running.startedAt().toString())
                .put("log", running.log())
                .put("url", running.url());
        Path _ = OwnerOnly.write(file(running.name()), text.toPrettyString() + "\n");
    }

    public Optional<Running> read(String name) {
        return Files.exists(file(name)) ? Optional.of(parse(file(name))) : Optional.empty();
    }

    /** All that were started and not forgotten, alive or dead. */
    public List<Running> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .map(RunFiles::parse)
                    .toList();
        } catch (IOException e) {
            throw new StackFailure("%s cannot be read.".formatted(folder), e);
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new StackFailure("%s cannot be removed.".formatted(file(name)), e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    private static Running parse(Path file) {
        try {
            JsonNode text = JSON.readTree(Files.readString(file));
            return new Running(
                    text.required("name").asText(),
                    text.required("pid").asLong(),
                    Instant.parse(text.required("startedAt").asText()),
                    text.required("log").asText(),
                    text.required("url").asText());
        } catch (IOException | RuntimeException e) {
            throw new StackFailure("%s is damaged; end its process by hand and remove the file.".formatted(file), e);
        }
    }
}
