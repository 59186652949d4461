package io.mailroom.worker.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Directories, keys and machines for the tests of this package. */
final class TestingIndexes {
    static final Identity IDENTITY = new Identity("9Yb1mW9aQhGqk3cX0p2F7g", 7);
    static final UUID BOOT = new UUID(1, 2);
    static final Machine MACHINE = new Machine(Optional.of(BOOT), Allocation::zeros);

    private TestingIndexes() {}

    static IndexDirectory directory(Path path) {
        return directory(path, MACHINE);
    }

    static IndexDirectory directory(Path path, Machine machine) {
        return switch (IndexDirectory.open(path, machine)) {
            case DirectoryAnswer.Opened(IndexDirectory directory) -> directory;
            case DirectoryAnswer.InUse(String why) -> throw new AssertionError(why);
            case DirectoryAnswer.Unusable(String why) -> throw new AssertionError(why);
        };
    }

    static Path file(Path directory) {
        return directory.resolve("partition-" + IDENTITY.partition() + ".index");
    }

    /** What a killed process leaves, since what it stored into mapped files is in them for whoever reads them. */
    static void copyAsIfKilled(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(file(from), file(to));
    }

    /** As uniform as a hash, and another for each number. */
    static IndexKey key(long number) {
        return new IndexKey(mixed(2 * number), mixed(2 * number + 1));
    }

    private static long mixed(long number) {
        long z = (number + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
