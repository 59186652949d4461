package io.mailroom.stack.postgres;

import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * After a crash PostgreSQL's own lock file names a dead process. If the system has given that number to another program,
 * PostgreSQL would refuse to start for ever.
 */
final class StalePidFile {
    private StalePidFile() {}

    static void remove(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            if (Files.exists(file) && !namesPostgres(Files.readString(file))) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StackFailure("%s cannot be checked.".formatted(file), e);
        }
    }

    private static boolean namesPostgres(String text) {
        try {
            long pid = Long.parseLong(text.lines().findFirst().orElse("").strip());
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
