package io.mailroom.worker.topics;

import io.mailroom.worker.time.BrokersTime;
import io.mailroom.worker.time.SharedClock;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares the worker's clock with the brokers' before each look at the topics, so that nobody is worked for by a clock
 * that was not compared. A question without an answer changes nothing, but the first: that one is asked again, a few times.
 */
final class ClockCheck {
    private static final Logger LOG = Logger.getLogger(ClockCheck.class);

    /** Brokers that never answer this hold nobody up for long. */
    private static final int UNANSWERED_AT_FIRST = 5;

    private final @Nullable SharedClock clock;
    private final Runnable onApart;
    private boolean answered;
    private int failures;
    private boolean toldOfWithheld;

    /**
     * @param clock compared only if it is a shared one
     * @param onApart ends the session; the clock is set before the next one
     */
    ClockCheck(Clock clock, Runnable onApart) {
        this.clock = clock instanceof SharedClock shared ? shared : null;
        this.onApart = onApart;
    }

    /** @return false if the clock is wrong, or nobody knows yet: nothing is judged by it */
    boolean mayJudge(Cluster cluster) throws InterruptedException {
        if (clock == null) {
            return true;
        }
        try {
            long asked = clock.mark();
            BrokersTime answer = cluster.time();
            told(answer);
            boolean apart = clock.compare(asked, answer);
            if (apart) {
                LOG.warn("the worker's clock is wrong, everything is read anew by the right one");
                onApart.run();
            }
            answered = true;
            return !apart;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failed(e);
            return answered || failures > UNANSWERED_AT_FIRST;
        }
    }

    private void told(BrokersTime answer) {
        boolean withheld = answer instanceof BrokersTime.Withheld;
        if (withheld && !toldOfWithheld) {
            LOG.warn("the brokers do not tell this worker their time, it goes by the machine's clock");
        }
        toldOfWithheld = withheld;
        failures = 0;
    }

    private void failed(Exception e) {
        failures++;
        if (failures == 1) {
            LOG.warnf(
                    "the brokers' time is not known just now cause=%s",
                    e.getClass().getSimpleName());
        }
    }
}
