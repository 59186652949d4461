package io.mailroom.seeds.graph;

/** What may become of one call (facts G3, D1). */
enum Fault {
    /** No connection was had. */
    NEVER_SENT,
    /** The connection broke before anything was done. */
    LOST_BEFORE,
    /** It was done, and the answer was lost. */
    LOST_AFTER,
    /** It is done long after the caller gave up. */
    LATE,
    /** 504, and it was done. */
    GATEWAY_DONE,
    /** 504, and it was not done. */
    GATEWAY_NOT_DONE,
    /** 503 with Retry-After. */
    UNAVAILABLE,
    /** 429, and it was not done. */
    THROTTLED,
    /** 429, and it was done all the same. */
    THROTTLED_DONE,
    /** 401 in the middle. */
    UNAUTHORIZED,
    /** 409: somebody else changed the item meanwhile, so it was not done. */
    CONFLICT,
    /** It takes long, and is answered. */
    SLOW,
    /** It takes as long as a call may, and is answered. */
    HANGING,
    /** It takes long, is done, and answered 504. */
    HANGING_DONE,
    /** It takes long, is not done, and answered 504. */
    HANGING_GATEWAY
}
