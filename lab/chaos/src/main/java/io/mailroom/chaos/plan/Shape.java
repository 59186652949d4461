package io.mailroom.chaos.plan;

/** How the topics of the second client stand. */
public enum Shape {
    /** As the contract wants them. */
    RIGHT,
    /** None of them is there. */
    ABSENT,
    /** The commands were made with twice as many partitions as Mailroom's own topics have. */
    WIDE,
    /** The commands had the right number and were given twice as many while they were used. */
    GROWN,
    /** The commands are compacted. */
    COMPACTED,
    /** Nothing can be answered. */
    NO_RESULTS,
    /** No mail can be announced. */
    NO_RECEIVED,
    /** Nothing can be buried. */
    NO_DEAD
}
