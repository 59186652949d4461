package io.mailroom.simulator.delta;

import io.mailroom.simulator.mailbox.Item;
import io.mailroom.simulator.mailbox.Removal;

/** One line of a delta page. */
public sealed interface DeltaEntry {
    record Present(Item item) implements DeltaEntry {}

    record Gone(Removal removal) implements DeltaEntry {}
}
