package io.mailroom.m365.delta;

import java.util.List;

/** @param next the position of the nextLink, or of the deltaLink if it is complete */
public record DeltaPage(List<DeltaEntry> entries, DeltaPosition next) {}
