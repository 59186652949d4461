package io.mailroom.m365.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a second send of one message gets. */
public enum SecondSend {
    @JsonProperty("404")
    NOT_FOUND,
    @JsonProperty("400")
    REFUSED,
    /** 202, and the mail goes out again: the worst case. */
    @JsonProperty("202")
    DUPLICATES
}
