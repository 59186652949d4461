package io.mailroom.m365.delta;

import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Removal;

/** One line of a delta page. */
public sealed interface DeltaEntry {
    record Present(Item item) implements DeltaEntry {}

    record Gone(Removal removal) implements DeltaEntry {}
}
