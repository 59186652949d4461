package io.mailroom.simulator.faults;

import io.mailroom.simulator.exchange.Attribution;
import io.mailroom.simulator.exchange.Call;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The orders in force. The oldest that matches strikes, and only that one. */
@ApplicationScoped
public class Faults {
    private static final Match ANY = new Match(null, null, null, null, null, null, null);

    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final AtomicLong count = new AtomicLong();

    /** @throws java.util.regex.PatternSyntaxException if an expression of the match is not one */
    public FaultRule add(FaultOrder order) {
        if (order.fault() == null) {
            throw new IllegalArgumentException("fault is missing");
        }
        Match match = order.match() == null ? ANY : order.match();
        FaultRule rule = new FaultRule("fault-" + count.incrementAndGet(), match, order.fault(), order.times());
        rules.add(rule);
        return rule;
    }

    public Optional<FaultRule> strike(Call call, Attribution who) {
        return rules.stream().filter(rule -> rule.strikes(call, who)).findFirst();
    }

    public List<FaultRule.Standing> standing() {
        return rules.stream().map(FaultRule::standing).toList();
    }

    public boolean remove(String id) {
        return rules.removeIf(rule -> rule.id().equals(id));
    }

    /** False if there is no such rule. */
    public boolean release(String id) {
        Optional<FaultRule> found =
                rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
        found.ifPresent(FaultRule::release);
        return found.isPresent();
    }

    public void clear() {
        rules.clear();
    }
}
