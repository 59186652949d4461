package io.mailroom.bench.lease;

/** Of one run of one endpoint; times in milliseconds. */
record Figures(long answers, double seconds, double p50, double p99) {
    double perSecond() {
        return answers / seconds;
    }
}
