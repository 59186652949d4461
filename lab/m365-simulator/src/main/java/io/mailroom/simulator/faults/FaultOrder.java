package io.mailroom.simulator.faults;

import org.jspecify.annotations.Nullable;

/** @param times how often the fault strikes; absent means always */
public record FaultOrder(
        @Nullable Match match,
        @Nullable Fault fault,
        @Nullable Integer times) {}
