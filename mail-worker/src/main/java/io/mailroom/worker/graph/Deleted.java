package io.mailroom.worker.graph;

/** What a deletion found. */
public enum Deleted {
    /** It was there and is gone (204). */
    GONE,
    /** Nothing has this id (404): deleted before, or sent and moved. */
    WAS_NOT_THERE
}
