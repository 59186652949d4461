package io.mailroom.stack.home;

import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Generated configuration: a Java properties file that reads back as exactly the given values. */
public final class PropertiesFile {
    private PropertiesFile() {}

    public static Path write(Path file, Map<String, String> values) {
        try {
            OwnerOnly.write(file, text(values));
            return file;
        } catch (IOException e) {
            throw new StackFailure("%s cannot be written.".formatted(file), e);
        }
    }

    static String text(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(escaped(key, true))
                .append('=')
                .append(escaped(value, false))
                .append('\n'));
        return text.toString();
    }

    private static String escaped(String part, boolean key) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\f' -> text.append("\\f");
                case '\\' -> text.append("\\\\");
                default -> {
                    boolean leadingOrKey = key || text.isEmpty();
                    text.append(leadingOrKey && " :=#!".indexOf(c) >= 0 ? "\\" : "")
                            .append(c);
                }
            }
        }
        return text.toString();
    }
}
