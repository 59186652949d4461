package io.mailroom.worker.command;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.partition.CommandInFlight;
import java.util.List;
import java.util.function.Supplier;

/** What a record that has come in asks for. */
public sealed interface Admitted {
    /** It has a place in the queue of its mailbox. */
    record Command(CommandInFlight command) implements Admitted {}

    /** It is done between two turns of its target's queue; of its record only the place is kept. */
    record Cancel(CommandInFlight command, CancelCommand cancel) implements Admitted {}

    /**
     * It gets no turn: it is refused, kept in the dead letters, or forwarded.
     *
     * @param inTurn answers in the order in which they are tried
     */
    record Answer(List<Supplier<Fact>> inTurn) implements Admitted {
        public Answer {
            inTurn = List.copyOf(inTurn);
        }
    }
}
