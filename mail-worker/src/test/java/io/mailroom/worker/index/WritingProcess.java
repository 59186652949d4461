package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.MACHINE;
import static io.mailroom.worker.index.TestingIndexes.key;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that takes in a log without end and says how far it is, until it is killed. Of five records of the log the
 * first begins what the fourth finishes, the second begins what the fifth forgets, and the third stays begun.
 */
final class WritingProcess implements AutoCloseable {
    static final String IN_USE = "in use";

    /** More records than these may be in the index above its position. */
    static final int AT_ONCE = 10;

    private static final int SAID_AFTER = 5_000;

    private final Process process;
    private final BufferedReader said;

    WritingProcess(Path directory) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = process.inputReader();
    }

    /** What it says next: a position that it has claimed, or that the directory is in use. */
    String next() throws IOException {
        return Optional.ofNullable(said.readLine())
                .orElseThrow(() -> new AssertionError("the process ended by itself"));
    }

    /**
     * With signal 9, through its handle, because {@link Process} would throw away what it said.
     *
     * @return the last that it said
     */
    Optional<String> kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
        return said.lines().filter(line -> !line.isEmpty()).reduce((_, last) -> last);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        said.close();
    }

    static void main(String[] args) {
        switch (IndexDirectory.open(Path.of(args[0]), MACHINE)) {
            case DirectoryAnswer.Opened(IndexDirectory directory) -> write(directory.open(IDENTITY));
            case DirectoryAnswer.InUse(String _) -> System.out.println(IN_USE);
            case DirectoryAnswer.Unusable(String why) -> throw new AssertionError(why);
        }
    }

    private static void write(OffsetIndex index) {
        for (long offset = index.position(); ; offset++) {
            takeIn(index, offset);
            if (offset % AT_ONCE == 0) {
                index.takenIn(offset + 1);
            }
            if (offset % SAID_AFTER == 0) {
                System.out.println(offset + 1);
            }
        }
    }

    static void takeIn(OffsetIndex index, long offset) {
        switch ((int) (offset % 5)) {
            case 3 -> index.put(key(offset - 3), offset, true);
            case 4 -> index.remove(key(offset - 3), offset);
            default -> index.put(key(offset), offset, false);
        }
    }

    /** What is known, from the records below an end, of the key that begins at an offset; nothing begins at some. */
    static Optional<Found> expected(long offset, long end) {
        Optional<Found> begun = Optional.of(new Found(offset, false));
        return switch ((int) (offset % 5)) {
            case 0 -> offset + 3 < end ? Optional.of(new Found(offset + 3, true)) : begun;
            case 1 -> offset + 3 < end ? Optional.empty() : begun;
            case 2 -> begun;
            default -> Optional.empty();
        };
    }
}
