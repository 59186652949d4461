package io.mailroom.stack.home;

import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files (mode 600) and folders (mode 700) that only their owner can read, from their first moment on. */
public final class OwnerOnly {
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnly() {}

    public static Path directory(Path path) {
        try {
            return Files.isDirectory(path) ? path : Files.createDirectories(path, FOLDER);
        } catch (IOException e) {
            throw new StackFailure("The folder %s cannot be made: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** Replaces the file in one step: a reader sees the old text or the new one, never a part. */
    public static Path write(Path path, String text) {
        try {
            Path parent = path.toAbsolutePath().getParent();
            Path fresh = Files.createTempFile(parent, "." + path.getFileName(), ".new", FILE);
            try {
                Files.writeString(fresh, text, StandardCharsets.UTF_8);
                return Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new StackFailure("%s cannot be written.".formatted(path), e);
        }
    }
}
