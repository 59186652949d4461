package io.mailroom.model.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.mailroom.model.result.ResultCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reasons with which the worker's sources have commands wait: those given to whatever makes a command wait. */
final class ParkReasons extends TreeScanner<@Nullable Void, Set<ResultCode>> {
    private static final Set<String> MAKE_WAIT =
            Set.of("await", "awaited", "hold", "parked", "unbegun", "Again", "Postponed", "Park");
    private static final Set<String> NAMES =
            Arrays.stream(ResultCode.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /** What is a constant of the file, such as an ending whose code is a reason too. */
    private final Map<String, ResultCode> constants = new TreeMap<>();

    static Set<ResultCode> ofTheWorker() {
        Set<ResultCode> reasons = EnumSet.noneOf(ResultCode.class);
        for (CompilationUnitTree unit : JavaSources.parsed("mail-worker")) {
            new ParkReasons().scan(unit, reasons);
        }
        return reasons;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, Set<ResultCode> reasons) {
        if (variable.getInitializer() instanceof NewClassTree made) {
            made.getArguments().stream()
                    .flatMap(argument -> constant(argument).stream())
                    .findFirst()
                    .ifPresent(code -> constants.put(variable.getName().toString(), code));
        }
        return super.visitVariable(variable, reasons);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Set<ResultCode> reasons) {
        take(call.getMethodSelect(), call.getArguments(), reasons);
        return super.visitMethodInvocation(call, reasons);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree made, Set<ResultCode> reasons) {
        take(made.getIdentifier(), made.getArguments(), reasons);
        return super.visitNewClass(made, reasons);
    }

    private void take(ExpressionTree called, List<? extends ExpressionTree> arguments, Set<ResultCode> reasons) {
        if (MAKE_WAIT.contains(called.toString().replaceAll("<.*>$", "").replaceAll("(?s).*\\.", ""))) {
            arguments.forEach(argument -> reason(argument).ifPresent(reasons::add));
        }
    }

    private Optional<ResultCode> reason(ExpressionTree argument) {
        return argument instanceof MethodInvocationTree call
                        && call.getMethodSelect() instanceof MemberSelectTree method
                        && method.getIdentifier().contentEquals("code")
                        && method.getExpression() instanceof IdentifierTree constant
                ? Optional.ofNullable(constants.get(constant.getName().toString()))
                : constant(argument);
    }

    private static Optional<ResultCode> constant(ExpressionTree argument) {
        return argument instanceof MemberSelectTree select
                        && select.getExpression().toString().equals("ResultCode")
                        && NAMES.contains(select.getIdentifier().toString())
                ? Optional.of(ResultCode.valueOf(select.getIdentifier().toString()))
                : Optional.empty();
    }
}
