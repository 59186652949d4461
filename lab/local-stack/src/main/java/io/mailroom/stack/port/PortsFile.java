package io.mailroom.stack.port;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.PropertiesFile;
import io.mailroom.stack.home.StackHome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Remembers the ports of a home, so that addresses stay the same from one start to the next. */
public final class PortsFile {
    private PortsFile() {}

    public static Map<String, Integer> read(StackHome home) {
        Path file = file(home);
        Map<String, Integer> ports = new TreeMap<>();
        if (Files.exists(file)) {
            Properties text = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                text.load(reader);
                text.forEach((part, port) -> ports.put(part.toString(), Integer.valueOf(port.toString())));
            } catch (IOException | NumberFormatException e) {
                throw new StackFailure("%s is damaged; remove it and try again.".formatted(file), e);
            }
        }
        return ports;
    }

    public static void write(StackHome home, Map<String, Integer> ports) {
        Map<String, String> text = new TreeMap<>();
        ports.forEach((part, port) -> text.put(part, port.toString()));
        PropertiesFile.write(file(home), text);
    }

    private static Path file(StackHome home) {
        return home.run().resolve("ports");
    }
}
