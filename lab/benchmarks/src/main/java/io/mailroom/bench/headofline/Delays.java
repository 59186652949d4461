package io.mailroom.bench.headofline;

import org.HdrHistogram.Histogram;

/** From the publishing of a command to the reading of its result, of the mailboxes that are never sick. */
record Delays(Histogram millis, int unanswered) {
    @Override
    public String toString() {
        return "%d commands, p50 %d ms, p99 %d ms, unanswered %d"
                .formatted(
                        millis.getTotalCount(),
                        millis.getValueAtPercentile(50),
                        millis.getValueAtPercentile(99),
                        unanswered);
    }
}
