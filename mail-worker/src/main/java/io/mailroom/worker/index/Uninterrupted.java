package io.mailroom.worker.index;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** A channel is closed under a thread that is interrupted; that says nothing about the disk, so it is done again. */
final class Uninterrupted {
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private Uninterrupted() {}

    /** The thread is interrupted afterwards if it was so before or became so. */
    static <T> T run(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
