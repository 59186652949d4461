package io.mailroom.worker.index;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Makes a new file as long as it is to be. */
@FunctionalInterface
interface Allocation {
    /**
     * @throws IOException if the disk has not that much room; afterwards a store into the mapped file would have ended
     *     the process instead
     */
    void fill(RandomAccessFile file, long bytes) throws IOException;

    /** Zeros that are really written: a file that is only made long has no room on the disk yet. */
    static void zeros(RandomAccessFile file, long bytes) throws IOException {
        byte[] zeros = new byte[(int) Math.min(1 << 16, bytes)];
        for (long left = bytes; left > 0; left -= zeros.length) {
            file.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }
}
