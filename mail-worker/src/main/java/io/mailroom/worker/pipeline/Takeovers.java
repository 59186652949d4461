package io.mailroom.worker.pipeline;

/**
 * Partitions that belong to this worker and are not worked for yet, because what former owners wrote about them is being
 * read.
 *
 * @param read offsets passed so far
 * @param toRead offsets in all, of those whose reading has begun
 */
public record Takeovers(int partitions, long read, long toRead) {
    @Override
    public String toString() {
        return "%d partitions are being taken over, %d of %d offsets read".formatted(partitions, read, toRead);
    }
}
