package io.mailroom.m365.throttle;

import io.mailroom.m365.settings.ExchangeSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The limits for one app and one mailbox: calls at once, and calls in ten minutes (facts D2). */
public final class Throttle {
    private static final int MINUTES = 10;

    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();
    private final Supplier<? extends ExchangeSettings> settings;
    private final InstantSource clock;

    public Throttle(Supplier<? extends ExchangeSettings> settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public sealed interface Verdict {
        record Within(Runnable release) implements Verdict {}

        record Over(String limit, long retryAfterSeconds) implements Verdict {}
    }

    /** Counts a call; one that is refused counts too. */
    public Verdict enter(String app, String mailbox) {
        Budget budget = budgets.computeIfAbsent(app + "/" + mailbox, _ -> new Budget());
        return budget.enter(
                clock.instant(),
                settings.get().maxConcurrentPerMailbox(),
                settings.get().maxRequestsPer10Minutes());
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
