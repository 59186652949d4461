package io.mailroom.worker.index;

/**
 * The index can take in or tell nothing more: its disk does not give back what was written, or there is no memory left
 * outside the heap. What it was to hold has to be taken over again, into another one.
 */
public final class IndexBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    IndexBroken(String why) {
        super(why);
    }

    IndexBroken(String why, Throwable cause) {
        super(why, cause);
    }
}
