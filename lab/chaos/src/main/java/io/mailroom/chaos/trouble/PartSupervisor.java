package io.mailroom.chaos.trouble;

import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.Trouble;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Troubles one part and keeps it alive otherwise: what ends is started again. One thread, so a trouble that is due
 * while the part still recovers from the one before comes right after.
 */
final class PartSupervisor extends Disturbance {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BETWEEN_LAUNCHES = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final LocalStack stack;
    private final Kind kind;
    private final String part;
    private final Deque<Trouble> troubles;
    private final Instant begin;
    private final TroubleLog troubleLog;
    private Instant launched = Instant.MIN;

    PartSupervisor(
            LocalStack stack, Kind kind, String part, List<Trouble> troubles, Instant begin, TroubleLog troubleLog) {
        this.stack = stack;
        this.kind = kind;
        this.part = part;
        this.troubles = new ArrayDeque<>(troubles);
        this.begin = begin;
        this.troubleLog = troubleLog;
    }

    @Override
    public void run() {
        while (!isHealing()) {
            Trouble next = troubles.peek();
            if (next != null && !Instant.now().isBefore(begin.plus(next.at()))) {
                troubles.remove();
                carryOut(next);
            } else {
                keepAlive();
                Waiting.pause(LOOK);
            }
        }
        keepAlive();
    }

    private void carryOut(Trouble trouble) {
        troubleLog.began(trouble);
        switch (trouble.act()) {
            case KILL -> {
                stack.crash(part);
                Waiting.pause(trouble.lasting());
                bringBack();
            }
            case STOP -> {
                stack.freeze(part);
                Waiting.pause(trouble.lasting());
                stack.resume(part);
                troubleLog.back(part);
            }
        }
    }

    private void keepAlive() {
        if (!stack.part(part).isAlive()) {
            troubleLog.endedByItself(kind, part);
            bringBack();
        }
    }

    /** It may end while it starts, since what it needs may be down too. */
    private void bringBack() {
        launched = Instant.MIN;
        if (!Waiting.until(PATIENCE, LOOK, this::isBack)) {
            throw new StackFailure("%s did not come back within %d s; its log is %s."
                    .formatted(part, PATIENCE.toSeconds(), stack.part(part).log()));
        }
        troubleLog.back(part);
    }

    private boolean isBack() {
        boolean alive = stack.part(part).isAlive();
        if (!alive && launched.plus(BETWEEN_LAUNCHES).isBefore(Instant.now())) {
            launched = Instant.now();
            stack.launch(part);
        }
        return alive && stack.isReady(part);
    }
}
