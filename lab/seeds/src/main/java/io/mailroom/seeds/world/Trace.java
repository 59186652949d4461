package io.mailroom.seeds.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happened, in order. Its hash is always kept, its words only when somebody wants to read them. */
public final class Trace {
    private final boolean keep;
    private final List<String> lines = new ArrayList<>();
    private long hash = 1125899906842597L;

    Trace(boolean keep) {
        this.keep = keep;
    }

    void add(Duration at, String what) {
        String line = at + " " + what;
        for (int i = 0; i < line.length(); i++) {
            hash = 31 * hash + line.charAt(i);
        }
        if (keep) {
            lines.add("%12.3f  %s".formatted(at.toMillis() / 1000.0, what));
        }
    }

    public long hash() {
        return hash;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
