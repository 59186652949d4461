package io.mailroom.m365.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the immutable id of a draft when it is sent. */
public enum Survival {
    @JsonProperty("yes")
    YES,
    @JsonProperty("no")
    NO,
    /** 404 for a while after the move to Sent Items, then good again. */
    @JsonProperty("404-for")
    LATER
}
