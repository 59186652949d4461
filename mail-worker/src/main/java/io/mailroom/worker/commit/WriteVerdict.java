package io.mailroom.worker.commit;

/** What Kafka's refusal of a write means. */
enum WriteVerdict {
    /** It passes by itself: the same transaction may be tried again. */
    TRY_AGAIN,
    /** This record will never be written, whatever else is in the transaction. */
    RECORD_REFUSED,
    /** The broker keeps less beside an offset than was sent: the same with less is tried again. */
    LESS_METADATA,
    /** Somebody has to change a topic, a permission or the broker first. */
    CLOSED,
    /** The producer is of no use any more, or nobody knows what became of its transaction. */
    BEGIN_ANEW
}
