package io.mailroom.stack.home;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Only one process at a time changes a stack. The lock goes with its process, so a killed one leaves nothing behind. */
public final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StackFailure if another process still holds it after {@code patience} */
    public static StackLock acquire(StackHome home, Duration patience) {
        return acquire(
                home.run().resolve("lock"),
                patience,
                "Another ./mailroom is starting or stopping this stack; try again when it has ended.");
    }

    /** @param otherwise is said if another process or thread still holds it after {@code patience} */
    public static StackLock acquire(Path file, Duration patience, String otherwise) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (Waiting.until(patience, () -> isLocked(channel, file))) {
                return new StackLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
        throw new StackFailure(otherwise);
    }

    private static boolean isLocked(FileChannel channel, Path file) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException held) { // by another thread of this process
            return false;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static StackFailure unusable(Path file, IOException e) {
        return new StackFailure("The lock file %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackFailure("The lock cannot be released: " + e.getMessage(), e);
        }
    }
}
