package io.mailroom.stack.home;

import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/** The folder of one stack. Two homes are two stacks which share nothing, not even ports. */
public record StackHome(Path directory) {

    public StackHome {
        directory = directory.toAbsolutePath().normalize();
    }

    /** {@code MAILROOM_HOME} if it is set, else {@code .mailroom} in the checkout. */
    public static StackHome ofThisUser(Checkout checkout) {
        String chosen = System.getenv("MAILROOM_HOME");
        return new StackHome(
                chosen == null || chosen.isBlank() ? checkout.root().resolve(".mailroom") : Path.of(chosen));
    }

    public Path logs() {
        return folder("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path secrets() {
        return folder("secrets");
    }

    public Path config() {
        return folder("config");
    }

    public Path run() {
        return folder("run");
    }

    /** What a part keeps over a restart; {@code down --wipe} removes it. */
    public Path data(String part) {
        return folder(part);
    }

    public Path stackFile() {
        return directory.resolve("stack.json");
    }

    private Path folder(String name) {
        Path _ = OwnerOnly.directory(directory);
        return OwnerOnly.directory(directory.resolve(name));
    }

    /** Removes all of it; links are not followed. Only for a stack that is down. */
    public void wipe() {
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new StackFailure("The folder %s cannot be removed: %s".formatted(directory, e.getMessage()), e);
        }
    }
}
