package io.mailroom.simulator.conformance;

/**
 * One way in which an exchange departs from the description.
 *
 * @param where {@code request}, {@code response}, {@code query} or {@code path}, and the JSON pointer if there is one
 */
public record Violation(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
