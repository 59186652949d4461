package io.mailroom.stack.port;

import java.util.Optional;

/** @param wanted the port this part would have had if nobody else had taken it */
public record PortChoice(String part, int port, int wanted) {

    /** The sentence for the user when it is not the port that is expected. */
    public Optional<String> remark() {
        return port == wanted
                ? Optional.empty()
                : Optional.of("Port %d is taken, so %s listens on %d.".formatted(wanted, part, port));
    }
}
