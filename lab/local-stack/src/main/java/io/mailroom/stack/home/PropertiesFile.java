package io.mailroom.stack.home;

import io.mailroom.stack.StackFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Generated configuration: a Java properties file that reads back as exactly the given values. It is ASCII, since Kafka
 * reads it as ISO 8859-1 and Quarkus as UTF-8.
 */
public final class PropertiesFile {
    private PropertiesFile() {}

    public static Path write(Path file, Map<String, String> values) {
        return OwnerOnly.write(file, text(values));
    }

    /** @throws StackFailure if the file is not there, or is no properties file */
    public static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StackFailure("The file %s cannot be read.".formatted(file), e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    static String text(Map<String, String> values) {
        var properties = new Properties();
        properties.putAll(values);
        var text = new ByteArrayOutputStream();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }
}
