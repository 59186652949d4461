package io.mailroom.stack.port;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/**
 * Gives each part its port. A part keeps the port it had, since others hold it in their configuration; else it gets its
 * usual one; else any free one, and that is said.
 */
public final class PortPlan {
    private final Map<String, Integer> chosen;
    private final Set<String> kept;
    private final boolean usualOnes;
    private final IntPredicate isFree;
    private final IntSupplier anyFree;

    /**
     * @param known ports of an earlier start
     * @param kept parts that are alive on their known port
     * @param usualOnes false: free ports only, so that several stacks fit on one machine
     */
    public PortPlan(Map<String, Integer> known, Set<String> kept, boolean usualOnes) {
        this(known, kept, usualOnes, Ports::isFree, Ports::anyFree);
    }

    PortPlan(
            Map<String, Integer> known, Set<String> kept, boolean usualOnes, IntPredicate isFree, IntSupplier anyFree) {
        this.chosen = new LinkedHashMap<>(known);
        this.kept = Set.copyOf(kept);
        this.usualOnes = usualOnes;
        this.isFree = isFree;
        this.anyFree = anyFree;
    }

    public PortChoice choose(String part, int usual) {
        Integer known = chosen.get(part);
        if (known != null && (kept.contains(part) || isFree.test(known))) {
            return new PortChoice(part, known, known);
        }
        int wanted = known != null ? known : usual;
        int port = usualOnes && isFree.test(usual) && !isGiven(usual) ? usual : other();
        chosen.put(part, port);
        return new PortChoice(part, port, usualOnes ? wanted : port);
    }

    private int other() {
        int port = anyFree.getAsInt();
        Set<Integer> seen = new HashSet<>();
        while (isGiven(port) && seen.add(port)) {
            port = anyFree.getAsInt();
        }
        return port;
    }

    private boolean isGiven(int port) {
        return chosen.containsValue(port);
    }

    public Map<String, Integer> chosen() {
        return Map.copyOf(chosen);
    }
}
