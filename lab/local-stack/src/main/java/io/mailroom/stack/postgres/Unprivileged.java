package io.mailroom.stack.postgres;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. Where we are root, it gets a user namespace of its own, in which it is nobody and
 * the files are still its own; where that is forbidden, it becomes the user {@code nobody}.
 */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    static Unprivileged find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Unprivileged(List.of());
        }
        return new Unprivileged(Command.works("unshare", "--user", "true") ? NAMESPACE : NOBODY);
    }

    /** The pid of the command stays that of the process that was started. */
    List<String> command(String... command) {
        return Stream.concat(prefix.stream(), Stream.of(command)).toList();
    }

    /** Gives the folder to the user that PostgreSQL will run as. */
    void own(Path folder, Path log) {
        if (prefix.equals(NOBODY)) {
            if (!Command.works("setpriv", "--version")) {
                throw new StackFailure("PostgreSQL cannot run as root, and neither unshare nor setpriv works here."
                        + " Start ./mailroom as an ordinary user.");
            }
            Command.run("chown", List.of("chown", "-R", "65534:65534", folder.toString()), log, Duration.ofSeconds(30));
        }
    }
}
