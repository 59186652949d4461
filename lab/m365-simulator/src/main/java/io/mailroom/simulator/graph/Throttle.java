package io.mailroom.simulator.graph;

import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limits for one app and one mailbox: calls at once, and calls in ten minutes (facts D2). */
@ApplicationScoped
class Throttle {
    private static final int MINUTES = 10;

    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();
    private final LabSettings settings;
    private final LabClock clock;

    Throttle(LabSettings settings, LabClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    sealed interface Verdict {
        record Within(Runnable release) implements Verdict {}

        record Over(String limit, long retryAfterSeconds) implements Verdict {}
    }

    /** Counts a call; one that is refused counts too. */
    Verdict enter(String app, String mailbox) {
        Budget budget = budgets.computeIfAbsent(app + "/" + mailbox, _ -> new Budget());
        return budget.enter(
                clock.now(),
                settings.current().maxConcurrentPerMailbox(),
                settings.current().maxRequestsPer10Minutes());
    }

    private static final class Budget {
        private final int[] perMinute = new int[MINUTES];
        private long lastMinute;
        private int running;

        synchronized Verdict enter(Instant now, int mostAtOnce, int mostInWindow) {
            long minute = now.getEpochSecond() / 60;
            forgetOld(minute);
            perMinute[(int) (minute % MINUTES)]++;
            if (sum() > mostInWindow) {
                return new Verdict.Over("MailboxRequestRate", 60 - now.getEpochSecond() % 60);
            }
            if (running >= mostAtOnce) {
                return new Verdict.Over("MailboxConcurrency", 1);
            }
            running++;
            return new Verdict.Within(this::leave);
        }

        private synchronized void leave() {
            running--;
        }

        private void forgetOld(long minute) {
            for (long m = Math.max(lastMinute + 1, minute - MINUTES + 1); m <= minute; m++) {
                perMinute[(int) (m % MINUTES)] = 0;
            }
            lastMinute = Math.max(lastMinute, minute);
        }

        private int sum() {
            int sum = 0;
            for (int count : perMinute) {
                sum += count;
            }
            return sum;
        }
    }
}
