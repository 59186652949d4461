package io.mailroom.worker.command;

import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.partition.CommandInFlight;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is still to be cleared away of a command that has its result, and from when on it can be seen. Pure. */
final class Leftovers {
    /** After this long no draft appears any more that was asked for before: twice what a gateway waits (facts G2). */
    private static final Duration LATEST_DRAFT = Duration.ofMinutes(4);

    /** A draft that was just made may be missing in a look-up for so long (facts G1.7). */
    private static final Duration LOOK_UPS_LAG = Duration.ofMinutes(1);

    private Leftovers() {}

    static @Nullable Parked of(CommandInFlight command, MailResult result, Evidence evidence, Instant now) {
        Instant when = switch (evidence.leftover()) {
            case LATER -> now.plus(LATEST_DRAFT);
            case NOW -> now.plus(LOOK_UPS_LAG);
            case NONE ->
                result.ending().code() == ResultCode.EXPIRED && command.mayHaveBegun()
                        ? sweepableFrom(command.parked(), now)
                        : null;
        };
        return when == null
                ? null
                : command.parked(Parked.Kind.SWEEP, when, result.ending().code(), command.history())
                        .sweep(when);
    }

    /**
     * From when on a look-up shows every draft that a command may have left which ends now without another attempt.
     *
     * @param parked nothing if nobody knows what a former owner of the command did
     */
    static Instant sweepableFrom(@Nullable Parked parked, Instant now) {
        boolean mayAppear = parked == null || parked.history().draftMayAppear();
        return now.plus(mayAppear ? LATEST_DRAFT : LOOK_UPS_LAG);
    }
}
