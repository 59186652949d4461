package io.mailroom.simulator.door;

import io.mailroom.simulator.exchange.Answer;

/** How an exchange ends for the client. */
public sealed interface Outcome {
    record Answered(Answer answer) implements Outcome {}

    /** The headers and half of the body go out, then the connection is closed. */
    record CutShort(Answer answer) implements Outcome {}

    /** The connection is closed without a byte. */
    record Dropped() implements Outcome {}
}
