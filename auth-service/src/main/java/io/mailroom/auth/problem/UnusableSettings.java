package io.mailroom.auth.problem;

/** Why the service must not start: one sentence for the operator, which quotes no secret. */
public final class UnusableSettings extends RuntimeException {
    public UnusableSettings(String sentence) {
        super(sentence);
    }
}
