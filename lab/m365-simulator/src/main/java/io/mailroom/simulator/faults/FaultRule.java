package io.mailroom.simulator.faults;

import io.mailroom.simulator.exchange.Attribution;
import io.mailroom.simulator.exchange.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A standing order. A hit is counted when the request arrives, so that it can be seen while the request hangs; one
 * that hangs goes on when its time is over or the order releases it, whichever is first.
 */
public final class FaultRule {
    private final String id;
    private final Match match;
    private final Fault fault;
    private final int times;
    private final Optional<Pattern> path;
    private final Optional<Pattern> query;
    private final Random chance;
    private final AtomicInteger hits = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    FaultRule(String id, Match match, Fault fault, @Nullable Integer times) {
        this.id = id;
        this.match = match;
        this.fault = fault;
        this.times = times == null || times <= 0 ? Integer.MAX_VALUE : times;
        this.path = Optional.ofNullable(match.pathRegex()).map(Pattern::compile);
        this.chance = match.seed() == null ? new Random() : new Random(match.seed());
        this.query = Optional.ofNullable(match.queryRegex()).map(Pattern::compile);
    }

    /** True if this rule strikes the call; the strike is then counted. */
    boolean strikes(Call call, Attribution who) {
        return hits.get() < times && fits(call, who) && hits.getAndIncrement() < times;
    }

    private boolean fits(Call call, Attribution who) {
        return same(match.method(), call.method())
                && same(match.mailbox(), who.mailbox().orElse(""))
                && same(match.clientId(), who.clientId().orElse(""))
                && path.map(p -> p.matcher(decoded(call.path())).find()).orElse(true)
                && query.map(q -> q.matcher(decoded(call.query())).find()).orElse(true)
                && likely();
    }

    private boolean likely() {
        Double probability = match.probability();
        return probability == null || chance.nextDouble() < probability;
    }

    private static boolean same(@Nullable String wanted, String given) {
        return wanted == null || wanted.equalsIgnoreCase(given);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    public String id() {
        return id;
    }

    public Fault fault() {
        return fault;
    }

    /** Waits in real time, not at all once this rule has released what it holds; an interrupted wait is over. */
    public void hold(Duration time) {
        if (!time.isPositive()) {
            return;
        }
        try {
            released.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every request that this rule holds goes on, and none is held from now on. */
    void release() {
        released.countDown();
    }

    /** How this rule is shown; {@code times} 0 means always. */
    public Standing standing() {
        return new Standing(id, match, fault, times == Integer.MAX_VALUE ? 0 : times, Math.min(hits.get(), times));
    }

    public record Standing(String id, Match match, Fault fault, int times, int hits) {}
}
