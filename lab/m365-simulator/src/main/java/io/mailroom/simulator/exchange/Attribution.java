package io.mailroom.simulator.exchange;

import java.util.Optional;

/** Whose mailbox a call is about and which app makes it, as far as the call tells. */
public record Attribution(Optional<String> mailbox, Optional<String> clientId) {
    public static final Attribution NONE = new Attribution(Optional.empty(), Optional.empty());
}
