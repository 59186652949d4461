package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each part away for a while: commands wait, health says for what, and all goes on by itself. Short absences;
 * {@code ./mailroom prove absence} has long ones.
 */
@Order(12)
class AbsenceTest extends StackTest {
    private static final Duration ABSENCE = Duration.ofSeconds(Integer.getInteger("mailroom.absence", 8));
    /** A worker tells after half a minute without a heartbeat. */
    private static final Duration UNTIL_NAMED = Duration.ofSeconds(60);
    /** The longest wait between two attempts is a minute. */
    private static final Duration UNTIL_ALL_GO_ON = Duration.ofSeconds(75);

    private static final double MOST_CORES = 0.6;
    private static final int MAILBOXES = 4;
    private static final int EACH = 5;

    @AfterEach
    void leaveNothingAway() {
        driven.lab().clearFaults();
        Workers.run(1);
    }

    @ParameterizedTest
    @EnumSource
    void costs_no_command_is_told_and_leaves_nothing_slower(AbsentPart part) {
        List<ConnectionId> known = mailboxes(part, "known");
        List<ConnectionId> fresh = mailboxes(part, "fresh");
        Duration before = round(known, part.word() + "-before");

        part.takeAway(driven);
        long since = System.nanoTime();
        Duration cpuBefore = cpu();
        Batch waiting = Batch.publish(driven, fresh, part.word() + "-waits", EACH);
        Batch others = Batch.publish(driven, known, part.word() + "-others", EACH);
        assertThat(Waiting.until(UNTIL_NAMED, () -> part.isNamedBy(health())))
                .as("health names what is away: %s", health())
                .isTrue();
        if (part.heldTokensServe()) {
            others.assertSentOnce();
        }
        LockSupport.parkNanos(since + ABSENCE.toNanos() - System.nanoTime());
        waiting.assertNothingSent();
        double cores = (double) cpu().minus(cpuBefore).toNanos() / (System.nanoTime() - since);
        assertThat(cores).as("cores that the waiting worker needs").isLessThan(MOST_CORES);
        part.bringBack(driven);
        long back = System.nanoTime();

        waiting.assertSentOnce();
        others.assertSentOnce();
        Duration caughtUp = since(back);
        assertThat(caughtUp).isLessThan(UNTIL_ALL_GO_ON);
        assertThat(Waiting.until(UNTIL_NAMED, () -> !part.isNamedBy(health())))
                .as("health names it no more: %s", health())
                .isTrue();
        Duration after = round(known, part.word() + "-after");
        assertThat(after)
                .as("as fast as before")
                .isLessThan(before.multipliedBy(3).plusSeconds(3));
        System.out.printf(
                Locale.ROOT,
                "proof: %s for %d s: health named it, %d commands waited, all were sent once each within %.1f s of its"
                        + " return; the worker needed %.2f cores meanwhile; %d others took %.1f s before and %.1f s after%n",
                part.word(),
                ABSENCE.toSeconds(),
                waiting.commands().size(),
                caughtUp.toMillis() / 1000.0,
                cores,
                others.commands().size(),
                before.toMillis() / 1000.0,
                after.toMillis() / 1000.0);
    }

    private Duration cpu() {
        return ProcessHandle.of(driven.stack().part(Workers.name(1)).pid())
                .flatMap(worker -> worker.info().totalCpuDuration())
                .orElseThrow();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private List<ConnectionId> mailboxes(AbsentPart part, String kind) {
        return driven.connect(MAILBOXES, i -> "%s-%s-%d@contoso.example".formatted(part.word(), kind, i));
    }

    private Duration round(List<ConnectionId> mailboxes, String what) {
        long begun = System.nanoTime();
        Batch.publish(driven, mailboxes, what, EACH).assertSentOnce();
        return since(begun);
    }

    private String health() {
        return driven.page(RunningStack.WORKER, "/q/health/ready");
    }
}
