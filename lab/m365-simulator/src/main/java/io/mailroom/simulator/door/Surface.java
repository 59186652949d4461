package io.mailroom.simulator.door;

import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Attribution;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.faults.Fault;

/** One of Microsoft's services as simulated here. Must not throw: what it refuses is an answer. */
public interface Surface {
    boolean owns(String path);

    Attribution attribute(Call call);

    /** Counts the call against the limits; one that is admitted is released once it is answered. */
    Admission admit(Call call, Attribution attribution);

    Answer answer(Call call);

    /** The error that an ordered fault asks for, in this service's own shape. */
    Answer failure(Call call, Fault fault);

    /** A name for the record. */
    String name();
}
