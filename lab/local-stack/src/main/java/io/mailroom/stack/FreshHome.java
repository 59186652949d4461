package io.mailroom.stack;

import io.mailroom.stack.home.OwnerOnly;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackLock;
import java.nio.file.Path;
import java.time.Duration;

/** An empty folder for the stack of one program, which no other program gets until it is closed or its program ends. */
public record FreshHome(StackHome home, StackLock lock) implements AutoCloseable {
    /**
     * Removes what a former program left in the folder.
     *
     * @throws StackFailure if another program has it, or something that was started in it lives; then all of it is kept
     */
    public static FreshHome claim(Path directory) {
        var home = new StackHome(directory);
        StackLock lock = StackLock.acquire(
                lockFile(home),
                Duration.ZERO,
                "Another program uses the folder %s. Try again when it has ended.".formatted(home.directory()));
        try {
            LocalStack.wipe(home);
            return new FreshHome(home, lock);
        } catch (StackFailure e) {
            lock.close();
            throw e;
        }
    }

    /** Beside the folder, since what is inside is removed. */
    private static Path lockFile(StackHome home) {
        Path folder = OwnerOnly.directory(home.directory().resolveSibling(""));
        return folder.resolve(home.directory().getFileName() + ".lock");
    }

    @Override
    public void close() {
        lock.close();
    }
}
