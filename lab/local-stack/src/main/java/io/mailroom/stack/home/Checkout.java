package io.mailroom.stack.home;

import io.mailroom.stack.StackFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkout of the project: where the packages lie that the stack starts. */
public record Checkout(Path root) {

    /** The system property {@code mailroom.root} if it is set, else the nearest folder above that holds the project. */
    public static Checkout find() {
        String given = System.getProperty("mailroom.root");
        Path from = Path.of(given == null ? "" : given).toAbsolutePath();
        return Stream.iterate(from, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("lab/local-stack/pom.xml")))
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new StackFailure("No Mailroom checkout at or above " + from + "."));
    }

    /** The jars of the broker, of PostgreSQL and of the command line. */
    public Path libraries() {
        return existing(root.resolve("lab/local-stack/target/lib"));
    }

    /** Our own classes of the stack, for what runs in the JVM of another part. */
    public Path classes() {
        return existing(root.resolve("lab/local-stack/target/classes"));
    }

    /** The start jar of a service's package. */
    public Path service(String module) {
        return existing(serviceJar(module));
    }

    public boolean isPackaged(String module) {
        return Files.exists(serviceJar(module));
    }

    private Path serviceJar(String module) {
        return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static Path existing(Path path) {
        if (Files.exists(path)) {
            return path;
        }
        throw new StackFailure("%s is missing: build the project first, ./mailroom build does it.".formatted(path));
    }
}
