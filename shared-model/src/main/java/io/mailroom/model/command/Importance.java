package io.mailroom.model.command;

import java.util.Locale;

/** Graph's {@code importance}; on the wire in lower case. */
public enum Importance {
    LOW,
    NORMAL,
    HIGH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
