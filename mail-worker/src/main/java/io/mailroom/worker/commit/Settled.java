package io.mailroom.worker.commit;

/** Whether a settlement came to be. */
public enum Settled {
    /** It is in Kafka, whole. */
    COMMITTED,
    /** The partition belongs to somebody else now: none of it is in Kafka, and the step must stop where it is. */
    NOT_OWNED
}
