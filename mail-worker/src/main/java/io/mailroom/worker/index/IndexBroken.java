package io.mailroom.worker.index;

/**
 * The index can take in or tell nothing more: its disk does not give back what was written, or there is no memory left
 * outside the heap. What it was to hold has to be taken over again, into another one.
 *
 * <p>An error, since it is no outcome of any command: whoever goes on after one would act on what is known no more.
 */
public final class IndexBroken extends Error {
    private static final long serialVersionUID = 1;

    public IndexBroken(String why) {
        super(why);
    }

    IndexBroken(String why, Throwable cause) {
        super(why, cause);
    }
}
