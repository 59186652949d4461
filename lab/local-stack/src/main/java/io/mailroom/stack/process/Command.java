package io.mailroom.stack.process;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that runs to its end, such as making a data directory. */
public final class Command {
    private Command() {}

    /** @throws StackFailure with the tail of the log if it fails or takes longer than {@code bound} */
    public static void run(String what, List<String> command, Path log, Duration bound) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new StackFailure("%s took longer than %d s. Log: %s".formatted(what, bound.toSeconds(), log));
            }
            if (process.exitValue() != 0) {
                throw new StackFailure("%s failed. The end of %s:%n%s"
                        .formatted(what, log, String.join(System.lineSeparator(), LogTail.of(log, 15))));
            }
        } catch (IOException e) {
            throw new StackFailure("%s cannot be started: %s".formatted(what, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    /** Whether the command exists here and ends well. */
    public static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }
}
