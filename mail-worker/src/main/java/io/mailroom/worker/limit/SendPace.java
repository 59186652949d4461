package io.mailroom.worker.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * At most so many sends of a mailbox in any window, by when they come to Exchange Online, which takes 30 a minute; what is
 * over that it accepts and delays in silence (facts B11), so it is better to wait where it can be seen.
 *
 * <p>When a send came there nobody knows; it was between its permission and its answer, which may be many seconds apart.
 * So it counts until a window after its answer, and before that as if the answer came a whole window after the
 * permission.
 *
 * <p>Takeovers keep the pace: what the journal knows of the last minutes is counted in.
 *
 * <p>Bound: the sends of three windows; mailboxes without any are forgotten when another sends or is taken over.
 */
public class SendPace {
    /** @param latest when it came at the latest, as far as is known */
    private record Send(Instant permitted, Instant latest) {
        boolean permitted(Instant at) {
            return permitted.toEpochMilli() == at.toEpochMilli();
        }
    }

    private final int most;
    private final Duration window;
    private final ConcurrentMap<String, List<Send>> sends = new ConcurrentHashMap<>();
    private volatile Instant swept = Instant.EPOCH;

    public SendPace(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /** @return nothing if one more may be sent now, which is then counted; else when to ask again */
    public Optional<Instant> take(String mailbox, Instant now) {
        sweep(now);
        Instant[] free = new Instant[1];
        sends.compute(key(mailbox), (_, known) -> {
            List<Send> last = current(known, now);
            if (last.size() < most) {
                last.add(new Send(now, now.plus(window)));
            } else {
                free[0] = last.stream()
                        .map(Send::latest)
                        .min(Comparator.naturalOrder())
                        .orElse(now)
                        .plus(window);
            }
            return last;
        });
        return Optional.ofNullable(free[0]);
    }

    /** A permission that was taken at this time was not used: it costs no place. */
    public void giveBack(String mailbox, Instant permitted) {
        sends.computeIfPresent(key(mailbox), (_, known) -> {
            of(known, permitted).ifPresent(known::remove);
            return known.isEmpty() ? null : known;
        });
    }

    /**
     * Counts a send of which the journal knows no more than its permission.
     *
     * @param permitted known to the millisecond; of what was permitted in the same one, one send is counted
     * @param now another worker's clock may have been ahead: nothing counts as permitted after this
     */
    public void underWay(String mailbox, Instant permitted, Instant now) {
        sweep(now);
        Instant counted = permitted.isAfter(now) ? now : permitted;
        sends.compute(key(mailbox), (_, known) -> {
            List<Send> last = known == null ? new ArrayList<>() : known;
            if (of(last, permitted).isEmpty()) {
                last.add(new Send(permitted, counted.plus(window)));
            }
            return last;
        });
    }

    /** The clock was set by so much: what was counted stays as long ago as it was. */
    public void clockSet(Duration by) {
        swept = swept.plus(by);
        sends.replaceAll((_, known) -> new ArrayList<>(known.stream()
                .map(send -> new Send(send.permitted().plus(by), send.latest().plus(by)))
                .toList()));
    }

    /** The send that was permitted then has its answer; it is counted if it was not, as when the journal tells of it. */
    public void answered(String mailbox, Instant permitted, Instant answered) {
        sweep(answered);
        sends.compute(key(mailbox), (_, known) -> {
            List<Send> last = known == null ? new ArrayList<>() : known;
            of(last, permitted).ifPresent(last::remove);
            last.add(new Send(permitted, answered));
            return last;
        });
    }

    /** What was permitted before does not count any more. */
    public Instant countsSince(Instant now) {
        return now.minus(window).minus(window);
    }

    /** Of several in one millisecond one that has no answer yet. */
    private static Optional<Send> of(List<Send> known, Instant permitted) {
        return known.stream().filter(send -> send.permitted(permitted)).max(Comparator.comparing(Send::latest));
    }

    private List<Send> current(@Nullable List<Send> known, Instant now) {
        List<Send> last = known == null ? new ArrayList<>() : known;
        last.removeIf(send -> !send.latest().plus(window).isAfter(now));
        return last;
    }

    /** An idle mailbox costs nothing. */
    private void sweep(Instant now) {
        if (swept.plus(window).isBefore(now)) {
            swept = now;
            sends.keySet()
                    .forEach(key -> sends.computeIfPresent(key, (_, known) -> {
                        List<Send> last = current(known, now);
                        return last.isEmpty() ? null : last;
                    }));
        }
    }

    /** How many mailboxes cost anything. */
    int mailboxes() {
        return sends.size();
    }

    private static String key(String mailbox) {
        return mailbox.toLowerCase(Locale.ROOT);
    }
}
