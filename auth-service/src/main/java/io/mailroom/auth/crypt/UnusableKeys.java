package io.mailroom.auth.crypt;

/** Why the service must not start: one sentence for the operator, which quotes no key. */
public final class UnusableKeys extends RuntimeException {
    public UnusableKeys(String sentence) {
        super(sentence);
    }
}
