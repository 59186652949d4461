package io.mailroom.worker.journal;

/** A record could not be read now. It says nothing about what stands there: try again later. */
public final class StateUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    StateUnreadable(String topic, int partition, long offset, Exception cause) {
        super(topic + "-" + partition + " cannot be read at " + offset, cause);
    }
}
