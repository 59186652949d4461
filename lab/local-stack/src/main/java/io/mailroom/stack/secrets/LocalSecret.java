package io.mailroom.stack.secrets;

/** A secret of this stack. It cannot print itself. */
public final class LocalSecret {
    private final String value;

    LocalSecret(String value) {
        this.value = value;
    }

    /** For a file of mode 600 or the body of a request, nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "LocalSecret[redacted]";
    }
}
