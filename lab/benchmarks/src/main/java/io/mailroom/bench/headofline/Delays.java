package io.mailroom.bench.headofline;

import org.HdrHistogram.Histogram;

/** From the publishing of a command to the reading of its result, of the mailboxes that are never sick. */
final class Delays {
    private final Histogram millis;
    private final int unanswered;

    Delays(Histogram millis, int unanswered) {
        this.millis = millis;
        this.unanswered = unanswered;
    }

    Histogram millis() {
        return millis;
    }

    int unanswered() {
        return unanswered;
    }

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
