package io.mailroom.model.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The meters that the sources of a service register, by the names under which Prometheus sees them. */
final class MeterNames extends TreePathScanner<@Nullable Void, Set<String>> {
    private static final Set<String> COUNTERS = Set.of("counter", "Counter", "FunctionCounter");
    private static final Set<String> TIMERS = Set.of("timer", "Timer", "TimeGauge", "FunctionTimer", "LongTaskTimer");
    private static final Set<String> GAUGES = Set.of("gauge", "Gauge");

    static Set<String> of(String module) {
        Set<String> names = new TreeSet<>();
        for (CompilationUnitTree unit : JavaSources.parsed(module)) {
            new MeterNames().scan(unit, names);
        }
        return names;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Set<String> names) {
        if (!call.getArguments().isEmpty()
                && call.getArguments().getFirst() instanceof LiteralTree literal
                && literal.getValue() instanceof String name
                && name.startsWith("mailroom.")) {
            String kind = kind(call.getMethodSelect());
            String base = name.replace('.', '_');
            if (COUNTERS.contains(kind)) {
                names.add(base + "_total");
            } else if (TIMERS.contains(kind) || inSeconds()) {
                names.add(base + "_seconds");
            } else if (GAUGES.contains(kind)) {
                names.add(base);
            }
        }
        return super.visitMethodInvocation(call, names);
    }

    /** {@code Gauge} of {@code Gauge.builder(…)}, {@code counter} of {@code meters.counter(…)}. */
    private static String kind(ExpressionTree method) {
        return switch (method) {
            case MemberSelectTree select
            when select.getIdentifier().contentEquals("builder") ->
                select.getExpression().toString();
            case MemberSelectTree select -> select.getIdentifier().toString();
            case IdentifierTree name -> name.getName().toString();
            default -> "";
        };
    }

    /** Whether a call further out in the same chain sets that unit. */
    private boolean inSeconds() {
        TreePath path = getCurrentPath();
        while (path.getParentPath().getLeaf() instanceof MemberSelectTree
                && path.getParentPath().getParentPath().getLeaf() instanceof MethodInvocationTree outer) {
            path = path.getParentPath().getParentPath();
            if (outer.toString().endsWith("baseUnit(\"seconds\")")) {
                return true;
            }
        }
        return false;
    }
}
