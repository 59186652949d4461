package io.mailroom.promises;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How many mails a mailbox was asked to send in any window of time. */
public final class SendRate {
    private SendRate() {}

    /**
     * The most in any window. Two sends as far apart as a window is long are not in one.
     *
     * @param sends in the order of time
     */
    public static int busiest(List<Instant> sends, Duration window) {
        int most = 0;
        for (int first = 0, next = 0; next < sends.size(); next++) {
            while (first < next && !sends.get(first).plus(window).isAfter(sends.get(next))) {
                first++;
            }
            most = Math.max(most, next - first + 1);
        }
        return most;
    }
}
