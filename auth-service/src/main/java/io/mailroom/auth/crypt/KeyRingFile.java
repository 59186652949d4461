package io.mailroom.auth.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Adds a key to the file and takes one out. A reader sees the old file or the new one, never half of one. */
public final class KeyRingFile {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Clock clock;

    public KeyRingFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Puts a new key before all others, so that it encrypts from now on. @return its id */
    public String add() {
        byte[] key = new byte[Fernet.KEY_BYTES];
        byte[] mark = new byte[3];
        RANDOM.nextBytes(key);
        RANDOM.nextBytes(mark);
        String id = "k" + LocalDate.now(clock) + "-" + HexFormat.of().formatHex(mark);
        List<String> lines = new ArrayList<>(lines());
        lines.addFirst(id + " " + Base64.getUrlEncoder().encodeToString(key));
        replace(lines);
        return id;
    }

    /** @return whether it was there */
    public boolean remove(String id) {
        List<String> lines = new ArrayList<>(lines());
        boolean found = lines.removeIf(line -> line.strip().startsWith(id + " "));
        if (found) {
            KeyRing.parse(lines); // never leave a file behind that no service starts with
            replace(lines);
        }
        return found;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UnusableKeys("The key ring file " + file + " cannot be read.");
        }
    }

    private void replace(List<String> lines) {
        Path beside = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnusableKeys(
                    "The key ring file " + file + " cannot be written; a mounted secret is changed where it"
                            + " comes from, and then 'keys reencrypt' is run.");
        }
    }
}
