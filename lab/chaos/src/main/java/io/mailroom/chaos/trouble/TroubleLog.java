package io.mailroom.chaos.trouble;

import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.Trouble;
import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done to whom, kept in memory for the report and in a file for whoever looks for a cause. Any thread. */
public final class TroubleLog {
    private final Path file;
    private final Map<String, String> down = new TreeMap<>();
    private final Map<Kind, Counts> counts = new TreeMap<>();
    private final List<Instant> recoveries = new ArrayList<>();

    /** @param byItself ended though nobody had killed it */
    public record Counts(int killed, int stopped, int byItself) {
        Counts plus(Counts other) {
            return new Counts(killed + other.killed, stopped + other.stopped, byItself + other.byItself);
        }
    }

    public TroubleLog(Path file) {
        this.file = file;
        for (Kind kind : Kind.values()) {
            counts.put(kind, new Counts(0, 0, 0));
        }
    }

    void began(Trouble trouble) {
        boolean killed = trouble.act() == Trouble.Act.KILL;
        out(
                trouble.kind(),
                trouble.part(),
                new Counts(killed ? 1 : 0, killed ? 0 : 1, 0),
                trouble.act().participle());
    }

    void endedByItself(Kind kind, String part) {
        out(kind, part, new Counts(0, 0, 1), "ended by itself");
    }

    private synchronized void out(Kind kind, String part, Counts one, String how) {
        counts.merge(kind, one, Counts::plus);
        down.put(part, how);
        write(part + " " + how);
    }

    synchronized void back(String part) {
        down.remove(part);
        recoveries.add(Instant.now());
        write(part + " is back");
    }

    public synchronized void note(String sentence) {
        write(sentence);
    }

    private void write(String line) {
        try {
            Files.writeString(
                    file, Instant.now() + " " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StackFailure("%s cannot be written.".formatted(file), e);
        }
    }

    /** Parts that do not work now, and why. */
    public synchronized Map<String, String> down() {
        return new TreeMap<>(down);
    }

    public synchronized Map<Kind, Counts> counts() {
        return new TreeMap<>(counts);
    }

    public synchronized List<Instant> recoveries() {
        return List.copyOf(recoveries);
    }
}
