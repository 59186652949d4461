package io.mailroom.chaos.trouble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.chaos.plan.SlowStretch;
import io.mailroom.chaos.publish.Mailboxes;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets Graph be slow with single mailboxes, each for a stretch of time. */
public final class SlowMailboxes extends Disturbance {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LATE_MILLIS = 6_000;

    private final SimulatorLab lab;
    private final Deque<SlowStretch> toCome;
    private final Instant begin;
    private final Queue<Ordered> ordered = new PriorityQueue<>(Comparator.comparing(Ordered::until));
    private final AtomicInteger begun = new AtomicInteger();

    private record Ordered(String fault, Instant until) {}

    public SlowMailboxes(SimulatorLab lab, List<SlowStretch> stretches, Instant begin) {
        this.lab = lab;
        this.toCome = new ArrayDeque<>(stretches);
        this.begin = begin;
    }

    /** How many stretches have begun. */
    public int begun() {
        return begun.get();
    }

    @Override
    public void run() {
        while (!isHealing()) {
            Instant now = Instant.now();
            while (!ordered.isEmpty() && !now.isBefore(ordered.element().until())) {
                lab.removeFault(ordered.remove().fault());
            }
            while (!toCome.isEmpty()
                    && !now.isBefore(begin.plus(toCome.element().at()))) {
                order(toCome.remove());
            }
            Waiting.pause(LOOK);
        }
        ordered.forEach(one -> lab.removeFault(one.fault()));
    }

    private void order(SlowStretch stretch) {
        ObjectNode match = MailJson.object().put("mailbox", Mailboxes.address(stretch.mailbox()));
        String fault = lab.fault(match.put("pathRegex", "^/v1\\.0/"), fault(stretch.slowness()), 0);
        ordered.add(new Ordered(fault, begin.plus(stretch.end())));
        begun.incrementAndGet();
    }

    private static ObjectNode fault(SlowStretch.Slowness slowness) {
        return switch (slowness) {
            case LATE -> MailJson.object().put("delayMs", LATE_MILLIS);
            case GATEWAY_TIMEOUT -> MailJson.object().put("status", 504);
        };
    }
}
