package io.mailroom.bench.lease;

/** Of one run of one endpoint; times in milliseconds. */
record Figures(double perSecond, double p50, double p99) {}
