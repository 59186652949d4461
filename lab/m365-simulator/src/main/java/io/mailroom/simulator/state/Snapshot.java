package io.mailroom.simulator.state;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.m365.M365State;
import io.mailroom.m365.entra.EntraState;

/** Everything that survives a restart. Not in it: codes on their way, faults, the record of requests. */
record Snapshot(
        String clockAhead,
        JsonNode settings,
        @JsonUnwrapped M365State model,
        @JsonUnwrapped EntraState entra) {}
