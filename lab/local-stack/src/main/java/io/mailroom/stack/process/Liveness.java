package io.mailroom.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a process still does anything. One that has ended and waits for its parent to notice (a zombie) does not. */
final class Liveness {
    private Liveness() {}

    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc/%d/stat".formatted(pid));
        try {
            return Files.exists(stat) && state(Files.readString(stat)) == 'Z';
        } catch (IOException gone) {
            return true;
        }
    }

    /** The letter after the command in parentheses, which may itself hold parentheses and spaces (proc(5)). */
    static char state(String stat) {
        int end = stat.lastIndexOf(')');
        return end >= 0 && stat.length() > end + 2 ? stat.charAt(end + 2) : '?';
    }
}
