package io.mailroom.simulator.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the links of delta pages lead. */
public enum DeltaLinks {
    @JsonProperty("end")
    END,
    /** After the last change comes an empty page with a next link, and so on. */
    @JsonProperty("endless")
    ENDLESS,
    /** A next link leads to the page on which it stands. */
    @JsonProperty("repeating")
    REPEATING
}
