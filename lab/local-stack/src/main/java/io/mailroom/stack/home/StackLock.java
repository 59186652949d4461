package io.mailroom.stack.home;

import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Only one process at a time changes a stack. The lock goes with its process, so a killed one leaves nothing behind. */
public final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StackFailure if another process still holds it after {@code patience} */
    public static StackLock acquire(StackHome home, Duration patience) {
        Path file = home.run().resolve("lock");
        Instant until = Instant.now().plus(patience);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (tryLock(channel) == null) {
                if (Instant.now().isAfter(until)) {
                    channel.close();
                    throw new StackFailure(
                            "Another ./mailroom is starting or stopping this stack; try again when it has ended.");
                }
                Thread.sleep(100);
            }
            return new StackLock(channel);
        } catch (IOException e) {
            throw new StackFailure("The lock file %s cannot be used: %s".formatted(file, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting for another ./mailroom.", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) { // by another thread of this process
            return null;
        }
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
