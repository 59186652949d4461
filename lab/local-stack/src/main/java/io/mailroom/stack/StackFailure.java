package io.mailroom.stack;

/** Something a person can act on went wrong; the message is one or more whole sentences and holds no secret. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
