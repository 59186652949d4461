package io.mailroom.chaos.report;

import io.mailroom.chaos.join.Load;
import io.mailroom.chaos.join.Verdict;
import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.trouble.TroubleLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * All that a round has to tell.
 *
 * @param peaks the most that any mailbox was asked for at a time
 * @param faults calls of Graph that went wrong on order
 * @param calls of Graph in all
 * @param logs where the causes stand, as long as the round is not clean
 */
public record Report(
        RoundOptions options,
        Verdict verdict,
        StrainReport strain,
        Load.Peaks peaks,
        Map<Kind, TroubleLog.Counts> troubles,
        long faults,
        long calls,
        Duration slowestRecovery,
        double throughput,
        Duration took,
        Path logs) {

    public Report {
        troubles = Map.copyOf(troubles);
    }

    /** Nothing was broken, and no mailbox was asked for more than it takes. */
    public boolean clean() {
        return verdict.clean() && strain.clean() && peaks.allowed();
    }
}
