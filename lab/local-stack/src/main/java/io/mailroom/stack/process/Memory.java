package io.mailroom.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Resident memory of a process and its children, in bytes. */
public final class Memory {
    private Memory() {}

    public static OptionalLong of(Running running) {
        long bytes =
                running.family().mapToLong(process -> resident(process.pid())).sum();
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    private static long resident(long pid) {
        Path shares = Path.of("/proc/%d/smaps_rollup".formatted(pid));
        try {
            if (Files.exists(shares)) { // shared pages counted once over all who share them
                return kilobytes(Files.readString(shares), "Pss:");
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            return kilobytes("rss " + new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8), "rss");
        } catch (IOException e) {
            return 0;
        }
    }

    static long kilobytes(String text, String key) {
        return text.lines()
                        .filter(line -> line.startsWith(key))
                        .map(line -> line.substring(key.length()).strip().split("\\s+", 2)[0])
                        .filter(number -> !number.isEmpty())
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElse(0)
                * 1024;
    }
}
