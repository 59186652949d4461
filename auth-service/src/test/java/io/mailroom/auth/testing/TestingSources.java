package io.mailroom.auth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of this module, for rules that class files cannot be asked. */
public final class TestingSources {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern CREATED = Pattern.compile("create table (\\w+)");
    private static final Pattern TOUCHED =
            Pattern.compile("\\b(?:from|join|into|update|table)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private TestingSources() {}

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    /** All that a migration creates. */
    public static Set<String> tables() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> scripts = Files.list(MIGRATIONS)) {
            for (Path script : scripts.toList()) {
                CREATED.matcher(Files.readString(script)).results().forEach(found -> tables.add(found.group(1)));
            }
        }
        return tables;
    }

    /** Which files of which package name a table in a statement: {@code store/Outbox.java}. */
    public static Map<String, Set<String>> filesByTable() throws IOException {
        Set<String> tables = tables();
        Map<String, Set<String>> files = new TreeMap<>();
        for (Path file : files(MAIN)) {
            TOUCHED.matcher(code(file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(tables::contains)
                    .forEach(table -> files.computeIfAbsent(table, name -> new TreeSet<>())
                            .add(shortName(file)));
        }
        return files;
    }

    /** Files whose code, without its comments, has a place that matches. */
    public static Set<String> filesWith(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(MAIN)) {
            if (pattern.matcher(code(file)).find()) {
                found.add(shortName(file));
            }
        }
        return found;
    }

    private static String code(Path file) throws IOException {
        return COMMENT.matcher(Files.readString(file)).replaceAll("");
    }

    private static String shortName(Path file) {
        return file.getName(file.getNameCount() - 2) + "/" + file.getFileName();
    }
}
