package io.mailroom.chaos.join;

import io.mailroom.promises.SendRate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;

/** How much was asked of each mailbox at a time, as the other side saw it. */
public final class Load {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Peaks ALLOWED = new Peaks(4, 30);

    private final Map<String, List<Asked>> byMailbox = new HashMap<>();

    private record Asked(Instant from, Instant to, boolean send) {}

    /**
     * The most that any mailbox had to bear.
     *
     * @param callsAtOnce Graph takes four of an app for a mailbox (facts D2)
     * @param sendsAMinute in any sixty seconds; Exchange takes thirty (facts B11)
     */
    public record Peaks(int callsAtOnce, int sendsAMinute) {
        public boolean allowed() {
            return callsAtOnce <= ALLOWED.callsAtOnce() && sendsAMinute <= ALLOWED.sendsAMinute();
        }
    }

    /** @param send whether the call asked Exchange to send a mail */
    public void add(String mailbox, Instant from, Duration lasting, boolean send) {
        byMailbox.computeIfAbsent(mailbox, _ -> new ArrayList<>()).add(new Asked(from, from.plus(lasting), send));
    }

    public Peaks peaks() {
        byMailbox.values().forEach(calls -> calls.sort(Comparator.comparing(Asked::from)));
        return new Peaks(most(Load::callsAtOnce), most(Load::sendsAMinute));
    }

    private int most(ToIntFunction<List<Asked>> of) {
        return byMailbox.values().stream().mapToInt(of).max().orElse(0);
    }

    private static int callsAtOnce(List<Asked> calls) {
        var running = new PriorityQueue<Instant>();
        int most = 0;
        for (Asked call : calls) {
            while (!running.isEmpty() && !running.element().isAfter(call.from())) {
                running.remove();
            }
            running.add(call.to());
            most = Math.max(most, running.size());
        }
        return most;
    }

    private static int sendsAMinute(List<Asked> calls) {
        return SendRate.busiest(
                calls.stream().filter(Asked::send).map(Asked::from).toList(), WINDOW);
    }
}
