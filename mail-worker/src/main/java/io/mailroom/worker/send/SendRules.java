package io.mailroom.worker.send;

import java.time.Duration;

/**
 * The times of the send protocol.
 *
 * @param deadline a permission in the journal is good for this long; a worker that slept past it must not send
 * @param longestSend after this long since the permission, no send under it can still be running anywhere
 * @param pickUp after this long Exchange has moved what it took for transport to Sent Items; until then it may look like the
 *     draft that it was (facts G1.3)
 * @param lookAgain between two looks that find the same
 * @param confirmWithin how long the sent item is looked for before the result goes out without it
 */
public record SendRules(
        Duration deadline, Duration longestSend, Duration pickUp, Duration lookAgain, Duration confirmWithin) {
    /** @throws IllegalArgumentException if a mail could be sent twice */
    public void check(Duration callTimeout) {
        if (longestSend.compareTo(deadline.plus(callTimeout)) <= 0) {
            throw new IllegalArgumentException("mailroom.send.settle (" + longestSend
                    + ") must be longer than mailroom.send.deadline (" + deadline + ") and mailroom.graph.timeout ("
                    + callTimeout + ") together, or a mail could be sent twice");
        }
        if (!pickUp.isPositive()) {
            throw new IllegalArgumentException("mailroom.send.pick-up (" + pickUp
                    + ") must be longer than nothing, or a mail could be sent twice");
        }
    }
}
