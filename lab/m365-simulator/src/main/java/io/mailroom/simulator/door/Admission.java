package io.mailroom.simulator.door;

import io.mailroom.simulator.exchange.Answer;

/** Whether a call is within the limits. */
public sealed interface Admission {
    /** The call may run; release it when it is over. */
    record Admitted(Runnable release) implements Admission {}

    record Throttled(Answer answer) implements Admission {}

    static Admission unlimited() {
        return new Admitted(() -> {});
    }
}
