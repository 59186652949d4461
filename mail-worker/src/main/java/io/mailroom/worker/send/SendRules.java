package io.mailroom.worker.send;

import java.time.Duration;

/**
 * The times of the send protocol.
 *
 * @param deadline a permission in the journal is good for this long; a worker that slept past it must not send
 * @param longestSend after this long since the permission, no send under it can still be running anywhere
 * @param lookAgain between two looks that find the same
 * @param confirmWithin how long the sent item is looked for before the result goes out without it
 */
public record SendRules(Duration deadline, Duration longestSend, Duration lookAgain, Duration confirmWithin) {
    /** @throws IllegalArgumentException if a send could still be running when the mailbox is looked at */
    public void check(Duration callTimeout) {
        if (longestSend.compareTo(deadline.plus(callTimeout)) <= 0) {
            throw new IllegalArgumentException("mailroom.send.settle (" + longestSend
                    + ") must be longer than mailroom.send.deadline (" + deadline + ") and mailroom.graph.timeout ("
                    + callTimeout + ") together, or a mail could be sent twice");
        }
    }
}
