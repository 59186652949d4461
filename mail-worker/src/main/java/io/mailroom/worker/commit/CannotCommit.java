package io.mailroom.worker.commit;

/** A transaction may or may not have ended well, or this worker was fenced: only reading everything again helps. */
public final class CannotCommit extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotCommit(String message, Throwable cause) {
        super(message, cause);
    }
}
