package io.mailroom.worker.testing;

import org.jspecify.annotations.Nullable;

/** What must come of a bad record; a dead letter has no code. */
public record ExpectedAnswer(
        @Nullable String code, @Nullable String field) {
    static ExpectedAnswer rejected(String code, @Nullable String field) {
        return new ExpectedAnswer(code, field);
    }

    static ExpectedAnswer dead() {
        return new ExpectedAnswer(null, null);
    }

    public boolean isDead() {
        return code == null;
    }
}
