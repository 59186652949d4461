package io.mailroom.chaos.plan;

import java.util.List;
import java.util.stream.IntStream;

/** The kinds of processes that get into trouble. The simulator is not among them: it keeps the ground truth. */
public enum Kind {
    WORKER("mail-worker"),
    BROKER("kafka"),
    AUTH_SERVICE("auth-service"),
    DATABASE("postgres");

    private final String part;

    Kind(String part) {
        this.part = part;
    }

    /** How people name it. */
    public String word() {
        return part;
    }

    /** The names of all processes of this kind. */
    public List<String> parts(int workers) {
        return this == WORKER
                ? IntStream.rangeClosed(1, workers)
                        .mapToObj(number -> part + "-" + number)
                        .toList()
                : List.of(part);
    }
}
