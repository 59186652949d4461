package io.mailroom.stack.port;

import static java.util.stream.Collectors.toMap;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.PropertiesFile;
import io.mailroom.stack.home.StackHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Remembers the ports of a home, so that addresses stay the same from one start to the next. */
public final class PortsFile {
    private PortsFile() {}

    public static Map<String, Integer> read(StackHome home) {
        Path file = file(home);
        try {
            Map<String, String> known = Files.exists(file) ? PropertiesFile.read(file) : Map.of();
            return known.entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, port -> Integer.valueOf(port.getValue())));
        } catch (NumberFormatException e) {
            throw new StackFailure("%s is damaged; remove it and try again.".formatted(file), e);
        }
    }

    public static void write(StackHome home, Map<String, Integer> ports) {
        Path _ = PropertiesFile.write(
                file(home),
                ports.entrySet().stream()
                        .collect(
                                toMap(Map.Entry::getKey, port -> port.getValue().toString())));
    }

    private static Path file(StackHome home) {
        return home.run().resolve("ports");
    }
}
