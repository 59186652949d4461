package io.mailroom.auth.store;

/** How much was destroyed. */
public record Erased(long connections, long grants, long unsentEvents) {
    public static final Erased NOTHING = new Erased(0, 0, 0);

    public Erased plus(Erased other) {
        return new Erased(connections + other.connections, grants + other.grants, unsentEvents + other.unsentEvents);
    }
}
