package io.mailroom.worker.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What an index has to know of the machine.
 *
 * @param boot since when the memory of the kernel has held what was stored into mapped files; unknown where the kernel
 *     does not tell it
 */
record Machine(Optional<UUID> boot, Allocation allocation) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final UUID NOBODY = new UUID(0, 0);

    static Machine real() {
        return new Machine(boot(BOOT_ID), Allocation::zeros);
    }

    static Optional<UUID> boot(Path path) {
        try {
            return Optional.of(UUID.fromString(Files.readString(path).strip())).filter(id -> !id.equals(NOBODY));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
