package io.mailroom.model.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository, without what is built or belongs to a running stack. */
final class Repository {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_SOURCES =
            Set.of("target", ".git", ".mailroom", ".idea", ".jqwik-database", "node_modules");
    private static final List<Path> FILES = walk();

    private Repository() {}

    /** All files whose names end so, in a fixed order. */
    static List<Path> files(String ending) {
        return FILES.stream()
                .filter(file -> file.getFileName().toString().endsWith(ending))
                .toList();
    }

    /** Those of them under a folder of the repository. */
    static List<Path> files(String folder, String ending) {
        return files(ending).stream()
                .filter(file -> file.startsWith(ROOT.resolve(folder)))
                .toList();
    }

    static List<MarkdownPage> pages() {
        return files(".md").stream().map(MarkdownPage::read).toList();
    }

    static MarkdownPage page(String path) {
        return MarkdownPage.read(ROOT.resolve(path));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it stands in the repository, with {@code /} on every system. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> walk() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_SOURCES.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }
}
